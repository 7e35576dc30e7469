import { fr } from './typography';

/** What a page says of what was just done, by action. */
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
