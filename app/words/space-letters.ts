import { dayNumber } from '#server/contract/calendar';
import type { LettersWords } from '#server/contract/letter-words';
import { flowWords } from './flows';
import { datingOf } from './instants';
import { securityEventWords, timesWord } from './space-security';
import { capital, fr, listed, lowered, of, typeset } from './typography';

const dated = (instant: Date, at: Date) => datingOf(instant.toISOString(), dayNumber(at.toISOString()));

/** What those who write are told by mail. No mail says a secret, but the link of an invitation. */
export const lettersWords: LettersWords = {
  invitation: ({ organisation, invitedBy, expiresAt }, at) => ({
    subject: fr`Invitation à écrire sur Comptoir pour ${typeset(organisation)}`,
    paragraphs: [
      invitedBy === null
        ? fr`Vous êtes invité à écrire sur Comptoir pour ${typeset(organisation)}.`
        : fr`${typeset(invitedBy)} vous invite à écrire sur Comptoir pour ${typeset(organisation)}.`,
      fr`Comptoir dit aux professionnels de santé si le tiers payant est possible maintenant.`,
      fr`Le lien vaut ${dated(expiresAt, at).until}. Il sert une fois, quand vous choisissez votre mot de passe : l'ouvrir ne le consomme pas. Ne le donnez à personne.`,
    ],
    link: fr`Lire l'invitation`,
  }),
  return: ({ platform, by, flows, saidAt }, at) => ({
    subject: fr`À confirmer : retour annoncé ${of(typeset(platform))}`,
    paragraphs: [
      fr`${typeset(by)} a annoncé ${dated(saidAt, at).on} le retour ${of(typeset(platform))} : ${listed(flows.map((flow) => flowWords[flow].inList))}.`,
      fr`Tant qu'une deuxième personne, indépendante, ne l'a pas confirmé, il se lit « annoncé, non confirmé ». Vous pouvez le faire, si vous le savez par vous-même.`,
    ],
    link: fr`Voir ce qui attend une confirmation`,
  }),
  pointDue: ({ title, due }, at) => ({
    subject: fr`Point à donner ${dated(due, at).on} : ${typeset(title)}`,
    paragraphs: [
      fr`Votre organisation a promis un point ${dated(due, at).on} sur « ${typeset(title)} ».`,
      fr`Même sans nouveauté, dites-le : qui attend saura que quelqu'un suit.`,
    ],
    link: fr`Donner un point`,
  }),
  pointLate: ({ title, due }, at) => ({
    subject: fr`Point en retard, promis ${dated(due, at).on} : ${typeset(title)}`,
    paragraphs: [
      fr`Le point promis ${dated(due, at).on} sur « ${typeset(title)} » n'est pas venu. Les pages le montrent.`,
      fr`Même sans nouveauté, dites-le, et quand viendra le suivant.`,
    ],
    link: fr`Donner un point`,
  }),
  security: ({ event, at: then, of: whose, by, times }, at) => {
    const what = securityEventWords[event];
    const counted = timesWord(times);
    return {
      subject: whose === null ? what : fr`${what} (compte ${of(typeset(whose))})`,
      paragraphs: [
        fr`${capital(dated(then, at).on)}${whose === null ? '' : fr`, compte ${of(typeset(whose))}`} : ${lowered(what)}${counted === null ? '' : fr` (${counted})`}.`,
        ...(by === null ? [] : [fr`Par ${typeset(by)}.`]),
        whose === null
          ? fr`Si ce n'est pas vous, quelqu'un d'autre y a touché : changez de mot de passe, et prévenez le bureau.`
          : fr`Si cela vous surprend, parlez-en à cette personne par un autre moyen.`,
      ],
      link: fr`Voir la page Sécurité`,
    };
  },
  whyYou: {
    writer: fr`Vous recevez ce courriel parce que vous avez un compte sur Comptoir, à cette adresse.`,
    invited: fr`Si vous n'attendiez pas cette invitation, ne faites rien : sans mot de passe choisi, aucun compte ne s'ouvre.`,
  },
};
