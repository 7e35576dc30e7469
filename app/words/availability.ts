import type { Health } from '#server/domain/facts/vocabulary';
import { fr, listed } from './typography';

/** Minutes of a flow, as our HTTP gives them. */
type Minutes = Record<Health, number> & { presumed: number };

const MINUTES_OF_HOUR = 60;
const MINUTES_OF_DAY = 24 * MINUTES_OF_HOUR;

const SECONDS = 60;
/** Beyond, seconds say nothing more. */
const SHORT = 10 * SECONDS;

/** « 30 s », « 2 min 30 s », « 45 min », « 3 h 20 », « 9 jours 13 h ». */
export const lastingWords = (lasting: number): string => {
  const seconds = Math.round(lasting * SECONDS);
  if (seconds === 0 && lasting > 0) return fr`moins d'une seconde`;
  if (seconds < SHORT && seconds % SECONDS > 0) return shortWords(seconds);
  const minutes = Math.round(lasting);
  const days = Math.floor(minutes / MINUTES_OF_DAY);
  const hours = Math.floor((minutes % MINUTES_OF_DAY) / MINUTES_OF_HOUR);
  const rest = minutes % MINUTES_OF_HOUR;
  if (days > 1) return fr`${days} jours${hours > 0 ? ` ${hours} h` : ''}`;
  const all = days * 24 + hours;
  if (all === 0) return fr`${rest} min`;
  return fr`${all} h${rest > 0 ? ` ${String(rest).padStart(2, '0')}` : ''}`;
};

const shortWords = (seconds: number): string => {
  const minutes = Math.floor(seconds / SECONDS);
  return minutes === 0 ? fr`${seconds} s` : fr`${minutes} min ${seconds % SECONDS} s`;
};

/** « 99,95 % », never rounded up: « 100 % » is no second down. */
export const ratioWords = (ratio: number | null): string =>
  ratio === null
    ? 'sans chiffre'
    : fr`${(Math.floor(ratio * 10_000) / 100).toLocaleString('fr-FR', { maximumFractionDigits: 2 })} %`;

/** The states a day is made of. `shown`: those that are named, worst first. */
export const dayStates = ['down', 'unknown', 'maintenance', 'degraded', 'operational', 'presumed'] as const;
/** Those in which something did not work. */
export const troubledStates = dayStates.filter((state) => state !== 'operational' && state !== 'presumed');
export type DayState = (typeof dayStates)[number];

export const dayStateWords: Record<
  DayState,
  { word: string; inSentence: string; className: string; sign: string }
> = {
  down: { word: 'Coupé', inSentence: 'coupé', className: 'is-suspended', sign: 'sign-suspended' },
  unknown: {
    word: 'Sans nouvelle',
    inSentence: 'sans nouvelle',
    className: 'is-unknown',
    sign: 'sign-unknown',
  },
  maintenance: {
    word: 'Maintenance',
    inSentence: 'en maintenance',
    className: 'is-none',
    sign: 'sign-maintenance',
  },
  degraded: { word: 'Dégradé', inSentence: 'dégradé', className: 'is-restricted', sign: 'sign-restricted' },
  operational: { word: 'Marche', inSentence: 'en marche', className: 'is-possible', sign: 'sign-possible' },
  presumed: {
    word: 'Rien de signalé',
    inSentence: 'rien de signalé',
    className: 'quiet',
    sign: 'sign-presumed',
  },
};

export const availabilityWords = {
  rule: fr`Part du temps où l'échange marchait ou marchait mal, sur le temps où l'on sait : (en marche + dégradé) ÷ (en marche + dégradé + coupé), à la seconde, par jour de Paris. Maintenance et sans nouvelle sont laissées de côté, et dites. « Rien de signalé » compte comme en marche : ce n'en est pas la preuve.`,
  hindsight: fr`Compté avec ce qui est su aujourd'hui. Un mois fini est gelé : ce qui s'apprend ensuite est écrit à côté.`,
  forAll: fr`Toutes les professions : à chaque instant, le pire de toutes.`,
  notCounted: fr`Pas encore compté : les jours le sont à mesure, minute après minute.`,
  nothing: fr`Sur ces jours, rien n'a été signalé ni mesuré.`,
  profession: 'Profession',
  worstOfAll: 'Toutes, le pire compte',
  count: 'Compter',
  measured: (figure: Minutes & { ratio: number | null }): string =>
    fr`Mesuré : ${ratioWords(figure.ratio)}, ${countedWords(figure)}`,
  corrected: (figure: Minutes & { ratio: number | null }): string =>
    fr`Corrigé depuis : ${ratioWords(figure.ratio)}, ${countedWords(figure)}`,
  title: fr`Disponibilité sur 90 jours`,
  quiet: (flows: readonly string[]): string =>
    fr`Rien de signalé ni de mesuré sur ces jours : ${listed(flows)}.`,
  file: fr`Tous les jours, en CSV`,
  declared: (name: string): string => `${name}, déclaré`,
  measuredOf: (name: string): string => `${name}, mesuré`,
  period: (first: string, last: string): string => `du ${first} au ${last}`,
  daysAsTable: 'Jour par jour, en tableau',
  daysRegion: 'Disponibilité jour par jour, défile de côté',
  daysCaption: fr`Les jours où quelque chose a été dit ou mesuré, le plus récent d'abord ; des autres, rien n'a été signalé`,
  day: 'Jour',
  measuredDay: (words: string): string => fr`mesuré : ${words}`,
  correctedDay: (words: string): string => fr`corrigé depuis : ${words}`,
  totals: 'Temps passé dans chaque état',
  totalsAsTable: 'Le temps passé dans chaque état, en tableau',
  totalsRegion: 'Temps passé dans chaque état, défile de côté',
  totalsCaption: fr`Par échange : jugé, puis déclaré et mesuré quand cela diffère`,
  totalsColumns: ['Échange', 'Disponible', 'Coupé', 'Dégradé', 'Maintenance', 'Sans nouvelle', 'En marche'],
  ofWhichPresumed: 'dont rien de signalé',
} as const;

/** « coupé 9 jours 13 h, dégradé 35 h ». */
export const countedWords = (minutes: Minutes): string => {
  const parts = partsOf(minutes, ['down', 'degraded']);
  return parts.length > 0 ? parts.join(', ') : 'aucune coupure';
};

/** « Déclaré : 99,2 %, coupé 3 h »; silence is no figure. */
export const declaredWords = (figure: Minutes & { ratio: number | null }): string =>
  figure.presumed === figure.operational && figure.ratio === 1
    ? fr`Déclaré : rien n'a été dit`
    : fr`Déclaré : ${ratioWords(figure.ratio)}, ${countedWords(figure)}`;

/** « laissé de côté : sans nouvelle 2 jours, en maintenance 3 h 20 »; null when all is counted. */
export const asideWords = (minutes: Minutes): string | null => {
  const aside = partsOf(minutes, ['unknown', 'maintenance']);
  return aside.length > 0 ? fr`laissé de côté : ${aside.join(', ')}` : null;
};

/** « rien de signalé : 21 jours, comptés en marche »; null when all of it is proven. */
export const presumedWords = ({ presumed }: Minutes): string | null =>
  presumed > 0 ? fr`rien de signalé : ${lastingWords(presumed)}, sans preuve de marche` : null;

/** « coupé 13 h, dégradé 11 h »: a day in its cell; what went without saying is left out. */
export const dayWords = (minutes: Minutes): string => {
  const parts = partsOf(minutes, troubledStates);
  if (parts.length > 0) return parts.join(', ');
  return dayStateWords[minutes.presumed === minutes.operational ? 'presumed' : 'operational'].inSentence;
};

const partsOf = (minutes: Minutes, states: readonly Exclude<DayState, 'presumed'>[]): string[] =>
  states.flatMap((state) =>
    minutes[state] > 0 ? [`${dayStateWords[state].inSentence} ${lastingWords(minutes[state])}`] : [],
  );

/** « Prise en charge, du 4 janvier au 2 avril : coupé 18 jours, sans nouvelle 10 jours, rien de signalé 62 jours ». */
export const stripWords = (
  name: string,
  period: string,
  counts: readonly { state: DayState; days: number }[],
) =>
  fr`${name}, ${period} : ${listed(
    counts.map(
      ({ state, days }) => `${dayStateWords[state].inSentence} ${days} ${days < 2 ? 'jour' : 'jours'}`,
    ),
  )}`;

export const recordWords = {
  rule: fr`Du premier échec mesuré à la première déclaration de l'opérateur, et du retour qu'il annonce au moment où ce retour est confirmé.`,
  undeclared: 'jamais déclaré',
  unconfirmed: 'pas confirmé',
  noFailure: fr`Aucune panne mesurée sur ces jours.`,
  noReturn: fr`Aucun retour annoncé par l'opérateur sur ces jours.`,
  title: fr`Ce que vaut sa parole, sur ces 90 jours`,
  failures: 'Pannes mesurées puis déclarées',
  returns: 'Retours annoncés puis confirmés',
  /** « 3 sur 4, délai médian 20 min ». */
  kept: (delays: readonly { delay: number | null }[], median: number | null): string =>
    fr`${delays.filter(({ delay }) => delay !== null).length} sur ${delays.length}${medianWords(median)}`,
  failure: 'Panne mesurée',
  announced: 'Retour annoncé',
  asTable: 'Chaque panne et chaque retour, en tableau',
  caption: fr`Du premier échec à la déclaration, de l'annonce à la confirmation`,
  flow: 'Échange',
  what: 'Quoi',
  since: 'Depuis',
  until: 'Déclaré ou confirmé',
  delay: 'Délai',
} as const;

/** « , délai médian 20 min », after how many; nothing when there is no such delay. */
export const medianWords = (minutes: number | null): string =>
  minutes === null ? '' : fr`, délai médian ${lastingWords(minutes)}`;

/** From Monday. */
export const weekdayInitials = ['L', 'M', 'M', 'J', 'V', 'S', 'D'] as const;

export const calendarWords = {
  title: 'Jour par jour',
  hint: fr`La couleur dit le pire du jour, toutes plateformes et tous échanges réunis ; un jour touché mène à l'historique tel qu'il était ce soir-là.`,
  untouched: fr`les autres jours, rien n'a été signalé`,
  uncounted: 'non compté',
} as const;
