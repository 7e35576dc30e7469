import type { NotSecond } from '#server/contract/space';
import type { Flow, Health, Profession } from '#server/domain/vocabulary';
import { flowWords } from './flows';
import { professionWords } from './professions';
import { capital, fr, listed } from './typography';

/** Why one may not be the second person. */
export const notSecondWords: Record<NotSecond, string> = {
  'is-author': fr`C'est vous qui l'avez dit : il faut une autre personne.`,
  'too-recent': fr`Votre compte a moins de sept jours : il ne peut pas encore confirmer les mots de votre organisation.`,
  'invited-by-author': fr`L'un de vous deux a invité l'autre : il faut une troisième personne.`,
  'out-of-scope': fr`Hors de votre périmètre : d'autres le confirmeront.`,
};

const HEALTHS: Record<Exclude<Health, 'unknown'>, string> = {
  operational: 'en marche',
  degraded: 'perturbé',
  maintenance: 'en maintenance',
  down: 'coupé',
};

type Said = {
  flows: readonly Flow[];
  professions: readonly Profession[] | null;
  health: Exclude<Health, 'unknown'>;
};

/** « Prise en charge et portail web : en marche, pour les opticiens ». */
export const saidSentence = ({ flows, professions, health }: Said): string => {
  const audience = professions
    ? `les ${listed(professions.map((each) => professionWords[each].plural))}`
    : 'toutes les professions';
  return fr`${capital(listed(flows.map((flow) => flowWords[flow].inList)))} : ${HEALTHS[health]}, pour ${audience}`;
};
