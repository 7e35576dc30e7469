import type { NotSecond, RestrictionRecord } from '#server/contract/restrictions';
import type { Due } from '#server/contract/space';
import type { Flow, Health, Profession, RestrictionAction } from '#server/domain/facts/vocabulary';
import { flowWords, healthWords } from './flows';
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
  return fr`${capital(listed(flows.map((flow) => flowWords[flow].inList)))} : ${healthWords[health].said}, pour ${audience}`;
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

/** While every account of an organisation is younger than seven days. */
export const firstWeekWords = {
  title: 'Qui peut confirmer vos retours',
  until: fr`Tous les comptes de votre organisation ont moins de sept jours. Le premier comptera comme deuxième personne à partir du `,
  meanwhile: fr`D'ici là, un retour que vous dites se lit « annoncé » et personne ne peut le confirmer, pas même le bureau ; il vaut de lui-même après un jour sans contradiction.`,
  after: (desks: readonly string[]): string =>
    desks.length === 0
      ? fr`Ensuite non plus : personne du bureau n'est sans lien d'invitation avec vous. Faites entrer quelqu'un par une autre voie que la vôtre.`
      : fr`Ensuite : ${listed(desks.map(typeset))}, ou toute personne que ni vous ni qui vous a fait entrer n'a invitée.`,
  vouch: fr`Plus tôt, et pour les pannes à venir seulement : qui tient la machine peut répondre de quelqu'un qu'il connaît, par`,
  command: 'npm run admin -- vouch ADRESSE',
};

/** What the page says of what was just done, by action. */
export const confirmationDoneWords: ReadonlyMap<string, string> = new Map([
  ['confirmer', fr`Retour confirmé : les tableaux le disent maintenant.`],
  ['retirer', fr`C'est fait : la déclaration est retirée.`],
]);

/** What is asked of accounts, keys, probes and scopes. */

export const restrictionWords: Record<RestrictionAction, string> = {
  'account-closing': 'Fermeture du compte',
  'account-suspension': 'Suspension du compte',
  'scope-narrowing': 'Périmètre rétréci',
  'scope-widening': 'Périmètre élargi',
  'probe-stopping': 'Arrêt de la sonde',
  'key-revocation': 'Révocation de la clé',
};

/** « opticiens et Almerys » : what a narrowing takes, or a widening gives. */
export const scopePartWords = (
  { professions, platforms, mutuelles }: NonNullable<RestrictionRecord['scope']>,
  nameOf: (id: string) => string,
): string =>
  listed([
    ...professions.map((each) => professionWords[each as Profession]?.plural ?? each),
    ...platforms.map(nameOf),
    ...mutuelles.map(nameOf),
  ]);

type WhyNot = NonNullable<RestrictionRecord['whyNot']>;

export const whyNotAgreedWords = (whyNot: WhyNot): string | null => {
  if (whyNot === 'out-of-scope') return null;
  return whyNot === 'same-account'
    ? fr`C'est vous qui l'avez demandé : une autre personne peut le confirmer maintenant.`
    : notSecondWords[whyNot];
};

/** What a page says once it was done, by action. */
export const restrictionDoneWords: ReadonlyMap<string, string> = new Map([
  ['annuler-demande', fr`C'est annulé.`],
  ['confirmer-demande', fr`Confirmé à deux : cela vaut dès maintenant.`],
  [
    'suspendre',
    fr`Suspension demandée. Elle vaut aussitôt, sauf pour un second compte dans la même heure : il faut alors une deuxième personne.`,
  ],
]);

export const restrictionListWords = {
  title: 'Demandes en attente, et suspensions',
  restriction: (action: RestrictionAction, name: string): string =>
    fr`${restrictionWords[action]} : ${typeset(name)}`,
  more: (part: string): string => fr`En plus : ${part}`,
  less: (part: string): string => fr`En moins : ${part}`,
  askedBy: (by: string): string => fr`Demandé par ${typeset(by)}, le `,
  because: (reason: string): string => fr`. Motif : ${typeset(reason)}`,
  needsSecond: fr`Ne vaut pas encore : il faut une deuxième personne.`,
  cancelledBy: (by: string | null): string => fr`Annulé par ${typeset(by ?? 'qui tient la machine')}, le `,
  willHoldFrom: 'Vaudra à partir du ',
  holdsSince: 'Vaut depuis le ',
  confirmedBy: (by: string): string => fr`, confirmé par ${typeset(by)}`,
  which: (action: RestrictionAction, name: string): string =>
    fr`, ${restrictionWords[action]} : ${typeset(name)}`,
  cancel: 'Annuler',
  liftSuspension: 'Lever la suspension',
  confirmNow: 'Confirmer maintenant',
};
