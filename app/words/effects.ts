import type { Basis, Flow, Health, Payment, Precision, Verdict } from '#server/domain/facts/vocabulary';
import { flowSentence } from './flow-sentences';
import { flowWords } from './flows';
import { since } from './instants';
import { rootName } from './links';
import { fr, of } from './typography';
import { paymentWords, verdictWords } from './verdicts';

type JudgedFlow = {
  flow: Flow;
  health: Health;
  basis: Basis;
  since: string | null;
  rootPlatform: string;
  concentrator: string | null;
  statements: readonly string[];
  effect: { verdict: Verdict; payment: Payment };
};

type Paid = { payment: Payment; candidates: readonly { flows: readonly JudgedFlow[] }[] };

/** Beside the payment word: which flow decides it, where, since when. */
export const paymentNote = (
  { payment, candidates }: Paid,
  nameOf: (platform: string) => string,
  precisionOf: (flow: JudgedFlow) => Precision | undefined,
): string => {
  const flows = candidates.flatMap((candidate) => candidate.flows);
  const deciding = flows.find(({ effect }) => payment !== 'normal' && effect.payment === payment);
  if (!deciding) {
    const isKnown = flows.some(({ flow, basis }) => flow === 'virement' && basis === 'declared');
    return payment === 'normal' && isKnown ? 'virements déclarés en marche' : paymentWords[payment].note;
  }
  const from = deciding.since ? ` ${since(deciding.since, precisionOf(deciding))}` : '';
  const root = rootName(deciding, nameOf);
  return deciding.health === 'unknown'
    ? fr`${flowWords[deciding.flow].inList} ${of(root)} : sans nouvelle${from}`
    : `${flowSentence(deciding.flow, deciding.health, root)}${from}`;
};

/** What one flow does to the answer of its platform: « décide : Non », « réserve », « aucun pour vous »; or did, in doubt. */
export const effectSentence = (
  { flow, health, effect }: JudgedFlow,
  answer: { verdict: Verdict; payment: Payment },
  isDoubted: boolean,
): string => {
  const decides = isDoubted ? 'décidait' : 'décide';
  if (decidesVerdict(effect, answer)) return fr`${decides} : ${verdictWords[answer.verdict].word}`;
  if (decidesPayment(effect, answer))
    return fr`${decides} : ${paymentWords[answer.payment].word.toLowerCase()}`;
  if (effect.verdict !== 'possible') return LESSER[effect.verdict];
  if (effect.payment !== 'normal') return paymentWords[effect.payment].word.toLowerCase();
  if (flow === 'carte' && health === 'operational' && answer.verdict === 'suspended')
    return fr`aucun : acceptée, elle ne suffit pas`;
  return health === 'operational' ? '' : 'aucun pour vous';
};

const LESSER: Record<Exclude<Verdict, 'possible'>, string> = {
  suspended: 'bloque',
  unknown: 'à vérifier',
  restricted: 'réserve',
  depends: 'selon la carte',
};

type Effect = JudgedFlow['effect'];

export const decidesVerdict = (effect: Effect, answer: Effect): boolean =>
  answer.verdict !== 'possible' && effect.verdict === answer.verdict;

export const decidesPayment = (effect: Effect, answer: Effect): boolean =>
  answer.payment !== 'normal' && effect.payment === answer.payment;
