import type { NotSecond } from '#server/contract/restrictions';
import type { Due } from '#server/contract/space';
import type { Flow, Health, Profession } from '#server/domain/facts/vocabulary';
import { flowWords } from './flows';
import { professionWords } from './professions';
import { capital, fr, listed, typeset } from './typography';

type Action = Due['requests'][number]['action'];

export const requestWords: Record<Action, { title: string; submit: string }> = {
  closing: { title: 'Clore un incident qui n’est pas fini', submit: fr`Ouvrir l'incident pour accepter` },
  retraction: { title: 'Retirer une déclaration', submit: 'Accepter le retrait' },
};

/** Why one may not be the second person. */
export const notSecondWords: Record<NotSecond, string> = {
  'same-account': fr`C'est vous qui l'avez dit : il faut une autre personne.`,
  'joined-by-invitation': fr`Des invitations vous relient : il faut une personne que ni vous ni qui vous a fait entrer n'a invitée.`,
  'too-recent': fr`L'un de vos deux comptes a moins de sept jours : il faut une personne dont le compte est plus ancien.`,
  'changed-since-outage': fr`L'un de vos deux comptes a été ouvert ou rendu, ou a un nouveau facteur, depuis le début de la panne : il faut une personne dont le compte est d'avant.`,
  'by-key': fr`Une clé d'API n'est la deuxième personne de personne : connectez-vous.`,
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

export const confirmationWords = {
  saidBy: (name: string): string => fr`Dit par ${typeset(name)}`,
  on: ', le ',
  confirm: 'Confirmer ce retour',
  askedBy: (by: string): string => fr`Demandé par ${by}, le `,
  reason: (reason: string): string => fr`Motif : ${typeset(reason)}`,
  title: 'À confirmer',
  lead: fr`Un retour se dit « annoncé, non confirmé » tant qu'une deuxième personne ne l'a pas constaté.`,
  who: fr`De n'importe quelle organisation, elle a son compte depuis sept jours, et rien n'en a changé depuis le début de la panne ; aucune chaîne d'invitations ne la relie à qui a parlé.`,
  returns: 'Retours annoncés',
  noReturn: 'Aucun retour n’attend.',
  requests: 'Demandes à deux',
  noRequest: 'Aucune demande n’attend.',
};

/** What the page says of what was just done, by action. */
export const confirmationDoneWords: ReadonlyMap<string, string> = new Map([
  ['confirmer', fr`Retour confirmé : les tableaux le disent maintenant.`],
  ['retirer', fr`C'est fait : la déclaration est retirée.`],
]);
