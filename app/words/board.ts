import { counted, fr } from './typography';

export const boardWords = {
  /** « Opticien : le tiers payant »; what follows is apart, for a replay has no present. */
  title: (profession: string): string => fr`${profession} : le tiers payant`,
  asOf: (word: string): string => `, ${word}`,
  now: 'maintenant',
  sheet: 'Fiche à imprimer',
  description: (plural: string): string =>
    fr`Pour quelles mutuelles le tiers payant est-il possible maintenant pour les ${plural}, et seront-ils payés ?`,
  filter: 'Filtrer par réponse',
  touchedOnly: 'Seulement ce qui est touché',
  count: (count: number): string => ` · ${count}`,
  noOperator: 'Aucun opérateur connu',
  noOperators: (plural: string): string =>
    fr`Aucun opérateur connu ne sert les ${plural} : demandez à celui qui est imprimé sur la carte.`,
  mutuelles: (count: number): string => fr` : ${counted(count, 'mutuelle')}`,
  since: (day: string): string => `depuis ${day}`,
  unlisted: (plural: string): string =>
    fr`nous ne savons pas qui les sert pour les ${plural} : lisez l'opérateur sur la carte`,
  likelyOperators: (plural: string): string =>
    fr`opérateur connu dans d'autres professions, pas encore pour les ${plural} : la réponse vaut si la carte le porte`,
  bothOperators: fr`un opérateur pour certaines cartes, un autre pour les autres : lisez le logo`,
  presumed: (said: string): string => `${said} chez leur opérateur`,
  saidSince: (said: string, day: string): string => `${said} depuis ${day}`,
  mine: 'Mes mutuelles',
  star: (name: string): string => fr`Mes mutuelles : ${name}`,
  isMine: fr`Dans « Mes mutuelles »`,
  addToMine: fr`Ajouter à « Mes mutuelles »`,
  mineKept: 'gardées sur cet appareil',
  moved: (name: string, now: string, was: string): string => fr`${name} : ${now}, était ${was}`,
  moreMoved: (rest: number): string =>
    fr`. Et ${rest} ${rest > 1 ? 'autres changements' : 'autre changement'}.`,
  byOperator: 'Par opérateur (le logo sur la carte)',
  portals: (count: number): string => `+ ${count} portails`,
  untouched: ', sans effet sur votre tiers payant',
  allBack: 'tout est déclaré revenu, incident pas encore clos',
  whatToDo: 'Que faire',
  incidents: 'Incidents en cours',
  noIncident: 'Aucun incident connu pour votre profession.',
  noOpenIncident: 'Aucun incident ouvert pour votre profession ; ce qui est signalé se lit ci-dessous.',
  unknownHere: 'Opérateur inconnu ici',
  sinceDay: 'depuis le ',
  backAt: (instant: string): string => `retour ${instant}`,
  backUntold: 'retour non annoncé',
  wasAgo: (word: string, ago: string): string => `était ${word}, ${ago}`,
  nothingFound: 'Aucune mutuelle ne répond à ce choix.',
  servedFor: (operator: string, plurals: string): string => fr`${operator} pour les ${plurals}`,
} as const;

/** How much of a board somebody measures, somebody said, and nobody did. */
export type Rests = { measured: number; declared: number; presumed: number; silent: number };

const past = (count: number, word: string): string => `${count} ${count < 2 ? word : `${word}s`}`;

/** « 3 opérateurs mesurés, 1 déclaré, 12 présumés »; those whose news ran out only where there are any. */
export const restsWords = ({ measured, declared, presumed, silent }: Rests): string =>
  fr`${counted(measured, 'opérateur mesuré', 'opérateurs mesurés')}, ${past(declared, 'déclaré')}, ${past(presumed, 'présumé')}` +
  (silent === 0 ? '' : fr`, ${silent} sans nouvelle`);

export const searchWords = {
  results: (typed: string): string => fr`Résultats pour « ${typed} »`,
  /** The keys as printed on them, and what each does. */
  keys: {
    enter: 'Entrée',
    escape: 'Échap',
    choose: ' choisir',
    open: ' ouvrir',
    clear: ' effacer',
    back: ' revenir ici',
  },
  scans: {
    read: fr`Le reste de la carte n'est ni lu ni gardé.`,
    unreadable: fr`Ce code ne commence pas par un numéro d'AMC : rien n'en est lu ni gardé.`,
  },
  sinceDay: (day: string): string => ` · depuis le ${day}`,
  none: (typed: string): string => fr`Aucune mutuelle pour « ${typed} ».`,
  unknownNumber: (known: number): string => fr`Numéro inconnu de l'annuaire (${counted(known, 'connu')}).`,
  guess: 'Vouliez-vous dire ',
  undecided: fr`Plusieurs réponses : choisissez.`,
  operator: fr`opérateur lu sur la carte`,
  platform: 'plateforme',
  /** How many are shown of how many found. */
  first: (shown: number, count: number): string =>
    `${shown} ${shown > 1 ? 'premières' : 'première'} sur ${count}.`,
  count: (count: number): string => (count === 1 ? 'Une réponse.' : `${count} réponses.`),
  field: fr`Mutuelle, n° AMC, ou scannez la carte`,
  submit: 'Chercher',
  scan: 'Scanner la carte',
} as const;
