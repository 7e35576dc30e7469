import type { Role } from '#server/domain/facts/vocabulary';
import { roleWords } from './space-keys';
import { capital, fr, typeset } from './typography';

export const invitingWords = {
  title: 'Inviter quelqu’un',
  makeLink: fr`Faire le lien d'invitation`,
  email: 'Son adresse électronique',
  organisation: 'Son organisation',
  role: 'Son rôle',
  roleOption: (role: Role): string => fr`${capital(roleWords[role].word)} : ${roleWords[role].may}`,
  deskRole: (word: string): string => fr`Un compte du bureau a toujours le rôle « ${word} ».`,
  lead: fr`Le lien sert une fois et vaut 72 heures. On y choisit son mot de passe, puis son second facteur.`,
  openTitle: 'Invitations ouvertes',
  noneOpen: fr`Aucune n'attend de réponse.`,
  ofOrganisation: (organisation: string): string => fr`, ${typeset(organisation)}`,
  until: fr` · jusqu'au `,
  revoke: 'Reprendre',
  about: (email: string): string => `l’invitation de ${email}`,
  revokeThis: 'Reprendre cette invitation',
};

export const peopleWords = {
  whom: 'aux responsables',
  reason: 'Motif, pour le journal',
  stolenTitle: 'Mots de passe volés',
  renewAll: 'Demander à tous un nouveau mot de passe',
  ofOneOrganisation: fr`d'une organisation`,
  ofYours: fr`de votre organisation`,
  renew: 'Demander un nouveau mot de passe',
  renewHint: fr`Chacun devra en choisir un à sa prochaine connexion, après son second facteur. Les sessions ouvertes le restent.`,
  whichOrganisation: 'De quelle organisation',
  title: 'Personnes',
  ofAll: 'De toutes les organisations',
  invited: (email: string): string => fr`Invitation faite pour ${email}`,
  linkToGive: 'Lien à remettre',
  mailed: (email: string): string =>
    fr`Envoyé à ${email}. Une adresse qui a déjà un compte ailleurs ne reçoit rien, et ce lien ne lui servirait pas.`,
  notMailed: fr`Le courrier est coupé ici : transmettez ce lien vous-même.`,
  linkHint: fr`Copiez-le maintenant : il ne sera plus montré. Remettez-le à cette personne seulement ; il sert une fois, jusqu'au `,
};

export const peopleListWords = {
  title: 'Comptes',
  you: ' (vous)',
  ofOrganisation: (organisation: string): string => fr`, ${typeset(organisation)}`,
  openedOn: 'Ouvert le ',
  vouchedSince: fr` · qui tient la machine en répond depuis le `,
  closedOn: ' · fermé le ',
  suspendedSince: ' · suspendu depuis le ',
  renewalAsked: fr` · nouveau mot de passe demandé`,
  suspend: 'Suspendre ce compte',
  suspendOf: (name: string): string => fr`Suspendre le compte de ${name}`,
  suspendHint: fr`Tout de suite : ses sessions se ferment, ses clés n'ouvrent plus rien, ce qu'elle avait demandé est annulé. Un responsable ou le bureau lève la suspension.`,
  askClosing: 'Demander la fermeture',
  askClosingOf: (name: string): string => fr`Demander la fermeture du compte de ${name}`,
  closingHint: fr`Dans une heure, ou dès qu'une deuxième personne le confirme ; d'ici là, cette personne, ses responsables et le bureau peuvent l'annuler. Ses sessions et ses clés se ferment avec lui. Ce qui a été publié reste, à son nom.`,
};

/** What the page says of what was just done, by action. */
export const peopleDoneWords: ReadonlyMap<string, string> = new Map([
  ['reprendre', fr`Invitation reprise : son lien ne sert plus.`],
  ['renouveler', fr`Chacun choisira un nouveau mot de passe à sa prochaine connexion.`],
  ['fermer', fr`Fermeture demandée : elle vaut dans une heure, ou dès qu'une deuxième personne la confirme.`],
]);
