import {
  type Basis,
  type BoardGroup,
  FLOWS,
  HEALTHS,
  type Health,
  type Payment,
  type Reason,
  type Verdict,
} from '#server/domain/facts/vocabulary';
import { basisWords, flowHealth } from './flows';
import { doubtWords } from './freshness';
import { capital, fr, lowered } from './typography';

/** `sign`: id of a symbol of the sprite. */
export const verdictWords: Record<Verdict, { word: string; sign: string; className: string }> = {
  possible: { word: 'Oui', sign: 'sign-possible', className: 'is-possible' },
  restricted: { word: 'Oui, avec réserve', sign: 'sign-restricted', className: 'is-restricted' },
  suspended: { word: 'Non', sign: 'sign-suspended', className: 'is-suspended' },
  depends: { word: 'Selon la carte', sign: 'sign-depends', className: 'is-depends' },
  unknown: { word: 'À vérifier', sign: 'sign-unknown', className: 'is-unknown' },
};

/** `plural` follows a count in the filters: « 131 Non », « 4 Avec réserve ». */
export const groupWords: Record<
  BoardGroup,
  { word: string; plural: string; sign: string; className: string }
> = {
  suspended: { ...verdictWords.suspended, plural: 'Non' },
  depends: { ...verdictWords.depends, plural: 'Selon la carte' },
  unknown: { ...verdictWords.unknown, plural: 'À vérifier' },
  restricted: { ...verdictWords.restricted, plural: 'Avec réserve' },
  likely: { word: 'Selon le logo', plural: 'Selon le logo', sign: 'sign-likely', className: 'is-likely' },
  possible: { ...verdictWords.possible, plural: 'Oui' },
  'no-convention': {
    word: 'Non renseigné',
    plural: 'Non renseigné',
    sign: 'sign-none',
    className: 'is-none',
  },
};

/** `likely`: the operators that may serve a mutuelle without a known convention, if any. */
export const groupOf = (answer: Grouped): BoardGroup => {
  if (answer.reason !== 'no-convention') return answer.verdict;
  return answer.likely && answer.likely.length > 0 ? 'likely' : 'no-convention';
};

type Grouped = { verdict: Verdict; reason: Reason | string; likely?: readonly unknown[] };

const PROVEN: readonly string[] = ['declared', 'observed'];

/** A « Oui » that nobody said or saw is a hollow disc. */
export const signOf = (answer: { verdict: Verdict; reason: Reason | string }): string =>
  answer.verdict === 'possible' && !PROVEN.includes(answer.reason)
    ? 'sign-possible-presumed'
    : groupWords[groupOf(answer)].sign;

/** What a « Oui » of one platform rests on, for its sign: proven only when somebody said or saw it and nothing is wrong. */
export const reasonForSign = (flows: readonly { health: Health; basis: Basis }[]): Reason => {
  if (flows.some(({ health }) => health !== 'operational')) return 'unaffected';
  return flows.some(({ basis }) => basis !== 'presumed') ? 'declared' : 'presumed';
};

/** An answer as it may be shown. `was`: what it was, once it is past its time; null while it stands. */
type Shown = { word: string; className: string; was: string | null };

/** Past its time any answer reads « à vérifier »; « non renseigné » is no answer, and stays. */
export const shownOf = (group: BoardGroup, isDoubted: boolean): Shown => {
  const { word, className } = groupWords[group];
  if (!isDoubted || group === 'no-convention') return { word, className, was: null };
  const { unknown } = groupWords;
  return { word: unknown.word, className: unknown.className, was: group === 'unknown' ? null : word };
};

/** Ink and a banknote, never a verdict's colour. `note`: said beside it when no flow explains it; `was`: follows « était ». */
export const paymentWords: Record<Payment, { word: string; sign: string; note: string; was: string }> = {
  normal: {
    word: 'Paiement normal',
    sign: 'pay-normal',
    note: 'rien de signalé sur les virements',
    was: 'normal',
  },
  delayed: {
    word: 'Paiement retardé',
    sign: 'pay-delayed',
    note: 'les virements arrivent en retard',
    was: 'retardé',
  },
  suspended: {
    word: 'Paiement suspendu',
    sign: 'pay-suspended',
    note: fr`les virements n'arrivent plus`,
    was: 'suspendu',
  },
  unknown: {
    word: 'Paiement à vérifier',
    sign: 'pay-unknown',
    note: 'personne ne le confirme',
    was: 'à vérifier',
  },
};

/** « Oui, avec réserve, paiement suspendu »: no word of an answer stands without a payment that is not normal. */
export const answered = (group: BoardGroup, payment: Payment): string => {
  const { word } = groupWords[group];
  // Where no operator is known nothing is known of its payment either: the word says it already.
  if (payment === 'normal' || group === 'no-convention') return word;
  return `${word}, ${lowered(paymentWords[payment].word)}`;
};

const PLAIN: Record<Exclude<Reason, `${string}-${Exclude<Health, 'operational'>}`>, string> = {
  presumed: 'Aucun incident signalé',
  declared: 'Déclaré en marche',
  observed: 'Constaté en marche',
  unaffected: 'Incident en cours, sans effet pour vous',
  'different-platforms': 'Selon l’opérateur de la carte',
  'some-mutuelles': 'Selon la mutuelle',
  'no-convention': 'Opérateur non connu',
};

const SENTENCES: ReadonlyMap<string, string> = new Map([
  ...Object.entries(PLAIN),
  ...FLOWS.flatMap((flow) =>
    HEALTHS.map((health): [string, string] => [`${flow}-${health}`, capital(flowHealth(flow, health))]),
  ),
]);

/** One short line of a board: « Prise en charge coupée », « Prise en charge perturbée, signalé par des confrères ». */
export const reasonSentence = (reason: Reason | string, basis: Basis | null = null): string => {
  const sentence = SENTENCES.get(reason) ?? reason;
  return basis === 'reported' ? `${sentence}, ${basisWords.reported}` : sentence;
};

/** The same as it may be shown: past its time « alors : prise en charge coupée ». */
export const shownReason = (
  { reason, basis }: { reason: Reason | string; basis: Basis | null },
  isDoubted: boolean,
): string => {
  const sentence = reasonSentence(reason, basis);
  return isDoubted ? doubtWords.sentence(lowered(sentence)) : sentence;
};
