import type { RestrictionRecord } from '#server/contract/restrictions';
import type { Profession, RestrictionAction } from '#server/domain/facts/vocabulary';
import { professionWords } from './professions';
import { notSecondWords } from './space-second-person';
import { fr, listed, typeset } from './typography';

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
