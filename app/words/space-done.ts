import { fr } from './typography';

/** What a page says of what was just done, by action. */
export const accountDoneWords: ReadonlyMap<string, string> = new Map([
  ['cle', fr`Clé d'accès ajoutée.`],
  ['retirer', fr`Clé d'accès retirée ; vos autres sessions sont fermées.`],
  ['fermer-session', fr`Session fermée.`],
  ['mot-de-passe', fr`Mot de passe changé ; vos autres sessions sont fermées.`],
  [
    'mot-de-passe-sans-cles',
    fr`Mot de passe changé ; vos autres sessions sont fermées. Vos clés d'API valent toujours : relisez-les à la page Clés.`,
  ],
]);

export const confirmationDoneWords: ReadonlyMap<string, string> = new Map([
  ['confirmer', fr`Retour confirmé : les tableaux le disent maintenant.`],
  ['retirer', fr`C'est fait : la déclaration est retirée.`],
]);

export const peopleDoneWords: ReadonlyMap<string, string> = new Map([
  ['reprendre', fr`Invitation reprise : son lien ne sert plus.`],
  ['renouveler', fr`Chacun choisira un nouveau mot de passe à sa prochaine connexion.`],
  ['fermer', fr`Fermeture demandée : elle vaut dans une heure, ou dès qu'une deuxième personne la confirme.`],
]);

export const keysDoneWords: ReadonlyMap<string, string> = new Map([
  ['revoquer', fr`C'est fait : votre clé n'ouvre plus rien ; celle d'une autre personne, dans une heure.`],
]);
