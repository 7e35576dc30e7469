import type {
  Basis,
  Flow,
  Health,
  OrganisationKind,
  Payment,
  Precision,
  Profession,
  Reason,
  Verdict,
} from '#server/domain/vocabulary';
import { flowSentence, flowWords } from './flows';
import { onDay, since } from './instants';
import { organisationKindWords } from './organisations';
import { professionWords } from './professions';
import { capital, fr, listed, of } from './typography';
import { paymentWords, verdictWords } from './verdicts';

type Cause = {
  platform: string;
  flow: Flow;
  rootPlatform: string;
  health: Health;
  basis: Basis;
  since: string | null;
};
type Why = {
  reason: Reason | string;
  profession: Profession;
  cause: Cause | null;
  candidates: readonly { platform: string }[];
};
type NameOf = (platform: string) => string;

/** The line under the word: why, in plain words, with the platforms' names. */
export const whySentence = (answer: Why, nameOf: NameOf): string => {
  if (answer.cause) return causeSentence(answer.cause, answer.profession, nameOf);
  const names = answer.candidates.map(({ platform }) => nameOf(platform));
  const { plural } = professionWords[answer.profession];
  switch (answer.reason) {
    case 'no-convention':
      return fr`Nous ne savons pas quel opérateur sert cette mutuelle pour les ${plural}. Quel opérateur est imprimé sur la carte ?`;
    case 'different-platforms':
      return fr`Selon l'opérateur imprimé sur la carte, la réponse n'est pas la même : ${listed(names)}.`;
    case 'some-mutuelles':
      return fr`La réponse n'est pas la même pour toutes les mutuelles ${of(names[0] ?? '')} : cherchez celle de la carte.`;
    case 'declared':
      return fr`Ce dont vous avez besoin chez ${listed(names)} est déclaré en marche.`;
    case 'observed':
      return fr`Ce dont vous avez besoin chez ${listed(names)} est constaté en marche.`;
    case 'unaffected':
      return fr`Un incident est en cours chez ${listed(names)}, sans effet sur ce dont vous avez besoin.`;
    default:
      return fr`Aucun incident signalé chez ${listed(names)}.`;
  }
};

const causeSentence = (cause: Cause, profession: Profession, nameOf: NameOf): string => {
  const root = nameOf(cause.rootPlatform);
  const borrowed =
    cause.rootPlatform === cause.platform ? '' : fr`${nameOf(cause.platform)} s'appuie sur ${root} : `;
  const sentence = borrowed + stateSentence(cause, root, professionWords[profession].plural);
  return capital(fr`${sentence} ${CONSEQUENCES[cause.flow]?.[cause.health] ?? ''}`.trim());
};

const stateSentence = ({ flow, health, basis, since }: Cause, root: string, plural: string): string => {
  const { the } = flowWords[flow];
  const from = since ? ` depuis ${onDay(since)}` : '';
  if (health === 'unknown' && basis === 'silent')
    return fr`plus aucune mesure sur ${the} ${of(root)}${from} : le silence n'est pas un retour.`;
  if (health === 'unknown')
    return fr`plus personne n'a parlé${from} de l'échange « ${flowWords[flow].inList} » ${of(root)} : le silence n'est pas un retour.`;
  if (basis === 'announced')
    return fr`le retour est annoncé, pas confirmé : ${flowWords[flow].inList} ${of(root)}.`;
  if (basis === 'contested')
    return fr`les sources ne sont pas d'accord : ${flowWords[flow].inList} ${of(root)}.`;
  return fr`${flowSentence(flow, health, root)} pour les ${plural}.`;
};

/** What the state of a flow means at a counter. */
const CONSEQUENCES: Partial<Record<Flow, Partial<Record<Health, string>>>> = {
  pec: {
    down: fr`Sans cet accord, la part de la mutuelle n'est pas garantie.`,
    maintenance: fr`Sans cet accord, la part de la mutuelle n'est pas garantie.`,
    unknown: fr`Demandez l'accord avant de faire l'avance.`,
    degraded: fr`N'avancez la part de la mutuelle qu'une fois l'accord reçu.`,
  },
  idb: {
    down: 'Faites le tiers payant au vu de la carte papier.',
    maintenance: 'Faites le tiers payant au vu de la carte papier.',
    unknown: 'Faites le tiers payant au vu de la carte papier.',
    degraded: 'En cas de doute, fiez-vous à la carte papier.',
  },
  dre: { down: 'Vos factures ne partent pas.', maintenance: 'Vos factures ne partent pas.' },
  virement: {
    down: fr`Le tiers payant passe, l'argent n'arrive pas.`,
    degraded: fr`Le tiers payant passe, l'argent arrive en retard.`,
  },
};

type JudgedFlow = {
  flow: Flow;
  health: Health;
  basis: Basis;
  since: string | null;
  rootPlatform: string;
  effect: { verdict: Verdict; payment: Payment };
};

type Paid = { payment: Payment; candidates: readonly { flows: readonly JudgedFlow[] }[] };

/** Beside the payment word: which flow decides it, where, since when. */
export const paymentNote = (
  { payment, candidates }: Paid,
  nameOf: NameOf,
  precisionOf: (instant: string) => Precision | undefined,
): string => {
  const flows = candidates.flatMap((candidate) => candidate.flows);
  const deciding = flows.find(({ effect }) => payment !== 'normal' && effect.payment === payment);
  if (!deciding) {
    const isTold = flows.some(({ flow, basis }) => flow === 'virement' && basis === 'declared');
    return payment === 'normal' && isTold ? 'virements déclarés en marche' : paymentWords[payment].note;
  }
  const from = deciding.since ? ` ${since(deciding.since, precisionOf(deciding.since))}` : '';
  const root = nameOf(deciding.rootPlatform);
  return deciding.health === 'unknown'
    ? fr`${flowWords[deciding.flow].inList} ${of(root)} : sans nouvelle${from}`
    : `${flowSentence(deciding.flow, deciding.health, root)}${from}`;
};

/** « l’opérateur lui-même », « FSPF (syndicat) et Viamedis (opérateur) ». */
export const speakersSentence = (
  voices: readonly { by: string; name: string; kind: OrganisationKind }[],
): string => {
  const speakers = [...new Map(voices.map((voice) => [voice.by, voice])).values()];
  const [only] = speakers;
  if (!only) return fr`rien de signalé par personne`;
  if (speakers.length === 1 && only.kind === 'operator') return fr`l'opérateur lui-même (${only.name})`;
  return listed(speakers.map(({ name, kind }) => `${name} (${organisationKindWords[kind]})`));
};

/** What one flow does to the answer of its platform: « décide : Non », « réserve », « aucun pour vous ». */
export const effectSentence = (
  { flow, health, effect }: JudgedFlow,
  answer: { verdict: Verdict; payment: Payment },
): string => {
  if (decidesVerdict(effect, answer)) return fr`décide : ${verdictWords[answer.verdict].word}`;
  if (decidesPayment(effect, answer)) return fr`décide : ${paymentWords[answer.payment].word.toLowerCase()}`;
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
