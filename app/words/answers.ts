import type {
  Basis,
  Flow,
  Health,
  OrganisationKind,
  Payment,
  Profession,
  Reason,
  Verdict,
} from '#server/domain/facts/vocabulary';
import { flowSentence, ofFlow } from './flow-sentences';
import { basisWords, flowWords } from './flows';
import { doubtWords } from './freshness';
import { onDay } from './instants';
import { likelyWords } from './likely';
import { leaningSentence, rootName } from './links';
import { organisationKindWords } from './organisations';
import { professionWords } from './professions';
import { capital, fr, listed, of } from './typography';
import { answered, groupOf, shownOf } from './verdicts';

type Cause = {
  platform: string;
  flow: Flow;
  rootPlatform: string;
  /** The reader's own, when the root is reached through it. */
  concentrator: string | null;
  health: Health;
  basis: Basis;
  since: string | null;
};
type Why = {
  reason: Reason | string;
  profession: Profession;
  cause: Cause | null;
  candidates: readonly { platform: string }[];
  likely?: readonly {
    platform: string;
    knownFor: readonly Profession[];
    verdict: Verdict;
    payment: Payment;
  }[];
};
type NameOf = (platform: string) => string;

/** The line under the word: why, in plain words, with the platforms' names. */
export const whySentence = (answer: Why, nameOf: NameOf): string => {
  if (answer.cause) return causeSentence(answer.cause, answer.profession, nameOf);
  const names = answer.candidates.map(({ platform }) => nameOf(platform));
  const { plural } = professionWords[answer.profession];
  switch (answer.reason) {
    case 'no-convention':
      return [
        fr`Nous ne savons pas quel opérateur sert cette mutuelle pour les ${plural}.`,
        ...(answer.likely ?? []).map(
          ({ platform, knownFor, verdict, payment }) =>
            fr`${likelyWords.ifCardSays}${nameOf(platform)} ${likelyWords.knownFor(knownFor)} : ${answered(verdict, payment)}.`,
        ),
      ].join(' ');
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
  const borrowed = cause.rootPlatform === cause.concentrator ? null : leaningSentence(cause, nameOf);
  const sentence = stateSentence(cause, rootName(cause, nameOf), professionWords[profession].plural);
  const whole = borrowed === null ? sentence : fr`${borrowed} : ${sentence}`;
  return capital(fr`${whole} ${consequenceOf(cause)}`.trim());
};

const stateSentence = ({ flow, health, basis, since }: Cause, root: string, plural: string): string => {
  const from = since ? ` depuis ${onDay(since)}` : '';
  if (health === 'unknown') {
    const silence = basis === 'silent' ? 'plus aucune mesure ne vient' : `plus personne n'a parlé`;
    return fr`${silence} ${ofFlow(flow)} ${of(root)}${from} : le silence n'est pas un retour.`;
  }
  if (basis === 'announced') return fr`le retour ${ofFlow(flow)} ${of(root)} est annoncé, pas confirmé.`;
  if (basis === 'contested')
    return fr`les sources ne sont pas d'accord sur ${flowWords[flow].the} ${of(root)}.`;
  const sentence = fr`${flowSentence(flow, health, root)} pour les ${plural}.`;
  return basis === 'reported' ? fr`${basisWords.reported} : ${sentence}` : sentence;
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

/** What goes by the reader's own concentrator carries the compulsory part too. */
const consequenceOf = ({ flow, health, concentrator }: Cause): string =>
  concentrator !== null && flow === 'dre' && (health === 'down' || health === 'maintenance')
    ? 'Vos factures ne partent pas, part obligatoire comprise.'
    : (CONSEQUENCES[flow]?.[health] ?? '');

type Speaker = { by: string; name: string; kind: OrganisationKind };

/** More speakers than this are counted: each is heard in full lower down. */
const NAMED_SPEAKERS = 2;

/** « FSPF (syndicat) et Viamedis (opérateur) », each once. */
export const speakersNames = (voices: readonly Speaker[]): string => {
  const speakers = [...new Map(voices.map((voice) => [voice.by, voice])).values()];
  const names = speakers.map(({ name, kind }) => `${name} (${organisationKindWords[kind]})`);
  const others = names.length - NAMED_SPEAKERS;
  return others > 1 ? listed([...names.slice(0, NAMED_SPEAKERS), `${others} autres`]) : listed(names);
};

/** From whom the answer comes: the operator itself, others by their names, colleagues, measures, a window, or nobody. */
export const speakersSentence = (
  voices: readonly Speaker[],
  known: { basis: Basis; health: Health } | null = null,
  isDoubted = false,
): string => {
  const [first] = voices;
  if (known?.basis === 'reported') return fr`des confrères, dans l'heure`;
  if (!first && known?.basis === 'observed') return 'ce qui est mesuré';
  if (!first && known?.health === 'maintenance') return 'une maintenance annoncée';
  if (!first) return isDoubted ? doubtWords.nobodySignalled : 'personne ne signale rien';
  const isAlone = voices.every(({ by }) => by === first.by);
  return isAlone && first.kind === 'operator'
    ? fr`l'opérateur lui-même (${first.name})`
    : speakersNames(voices);
};

/** « Malakoff Humanis, opticien : Non, paiement suspendu – Comptoir ». */
export const answerTitle = (
  answer: {
    name: string;
    profession: Profession;
    verdict: Verdict;
    payment: Payment;
    reason: Reason | string;
  },
  isDoubted: boolean,
): string =>
  fr`${answer.name}, ${professionWords[answer.profession].name.toLowerCase()} : ${isDoubted ? shownOf(groupOf(answer), true).word : answered(groupOf(answer), answer.payment)} – Comptoir`;
