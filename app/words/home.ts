import type { Profession } from '#server/domain/facts/vocabulary';
import { type DayState, dayStateWords } from './availability';
import { professionWords } from './professions';
import { counted, fr, listed, typeset } from './typography';

/** The first page: what is touched, before anybody says which profession asks. */
export const homeWords = {
  title: 'Le tiers payant',
  now: ', maintenant',
  description:
    'Pour quelles mutuelles le tiers payant est-il possible maintenant, et serez-vous payé ? Un tableau neutre, sans compte.',
  lead: fr`Pour quelles mutuelles est-il possible, et serez-vous payé ? Une réponse en un mot, avec ce qu'il faut faire et qui le dit, sans compte ni donnée de patient.`,
  quiet: 'Rien de signalé',
  quietHint: (count: number): string =>
    fr`Personne ne dit d'incident chez ${count < 2 ? `l'opérateur connu` : `les ${count} opérateurs et réseaux connus`}, ni sur les paiements. Ce n'est pas la preuve que tout marche.`,
  noOperator: fr`L'annuaire ne connaît encore aucun opérateur.`,
  others: 'Autres incidents ouverts',
  today: 'Ce qui est touché, et pour qui',
  presumed: 'aucun incident signalé',
  declared: 'déclaré ou constaté en marche',
  paid: 'paiement compris',
  everyone: 'toutes les professions',
  theOthers: 'les autres professions',
  since: (day: string): string => `depuis ${day}`,
  back: 'retour attendu ',
  seeIncident: fr`l'incident`,
  operators: 'Les autres opérateurs',
  allOperators: 'Les opérateurs',
  networks: 'Réseaux de soins',
  portals: (count: number): string => counted(count, 'portail de mutuelle', 'portails de mutuelles'),
  week: 'Annoncé pour la semaine',
  nothingAnnounced: fr`Rien d'annoncé pour les sept jours qui viennent.`,
  maintenance: 'maintenance',
  from: 'du ',
  until: ' au ',
  promised: (days: string): string => fr`paiement ${days} attendu`,
  lastWord: 'Dernier mot entendu',
  unread: fr`Il ne peut pas être lu pour le moment.`,
  restsOn: (names: readonly string[]): string => fr`s'appuie sur ${listed(names)}`,
  never: fr`Personne n'a encore rien dit ici.`,
  crisis: fr`Pour voir le tableau un jour de crise : `,
  crisisOf: fr`, l'opticien face à la cyberattaque de Viamedis.`,
  unclaimed: fr`Ce service est neuf et personne n'a encore de compte. Qui l'installe commence par les `,
  firstSteps: 'premiers pas',
  days: fr`Les 90 derniers jours, un trait par jour : haut et coloré quand quelque chose ne marchait pas pour quelqu'un.`,
} as const;

export const homeTitle = (isDoubted: boolean): string =>
  fr`Comptoir : le tiers payant${isDoubted ? '' : ', maintenant'}`;

const NAMED = 3;

/** « Viamedis, Almerys, Oxantis et 2 autres sont touchés ». */
export const touchedSentence = (names: readonly string[]): string => {
  const rest = names.length - NAMED;
  const shown = rest > 1 ? [...names.slice(0, NAMED), `${rest} autres`] : names;
  return typeset(`${listed(shown)} ${names.length > 1 ? 'sont touchés' : 'est touché'}`);
};

/** « opticiens, dentistes et audioprothésistes ». */
export const forWhom = (professions: readonly Profession[]): string =>
  listed(professions.map((profession) => professionWords[profession].plural));

/** « 90 jours : coupé 3 jours, dégradé 1 jour »; silence is said as silence. */
export const stripWords = (name: string, counts: readonly { state: DayState; days: number }[]): string => {
  const said = counts.map(({ state, days }) => `${dayStateWords[state].inSentence} ${counted(days, 'jour')}`);
  return fr`${name}, 90 jours : ${said.length > 0 ? said.join(', ') : 'rien de signalé'}`;
};
