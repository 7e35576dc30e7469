import type { Profession } from '#server/domain/facts/vocabulary';
import { professionWords } from './professions';
import { fr } from './typography';

/** What a union puts on its own site and in its own letters, for one profession. */
export const unionKitWords = {
  title: fr`Pour un syndicat : ce qui se copie tel quel`,
  lead: fr`Ces extraits sont ceux d'une profession. Chacun se tient à jour, dit de quel instant il est, et mène à la page où vérifier.`,
  profession: 'Profession',
  choose: 'Montrer ses extraits',
  frame: 'Un cadre dans une page de votre site',
  wordpress: 'Dans WordPress',
  wordpressSaid: fr`Collez cette adresse, seule sur sa ligne, dans un article : le cadre se met en place. Celle d'une réponse, d'un incident ou d'un avis devient une image datée.`,
  oembed: fr`L'adresse oEmbed, pour un autre site`,
  mail: 'Un courriel à vos adhérents',
  mailSubject: (profession: Profession): string =>
    fr`Tiers payant des ${professionWords[profession].plural} : où regarder avant d'accepter ou de refuser`,
  mailText: (profession: Profession, origin: string): string =>
    [
      'Bonjour,',
      fr`Quand un opérateur de tiers payant est coupé, la réponse pour les ${professionWords[profession].plural} se lit ici, sans compte et mutuelle par mutuelle :`,
      `${origin}/${professionWords[profession].slug}`,
      fr`Chaque réponse dit depuis quand, qui le dit, et si vous serez payé. Elle ne vaut qu'à l'instant où vous la lisez : revenez-y avant d'accepter ou de refuser.`,
      fr`Pour être prévenu quand elle change :`,
      `${origin}/abonnements`,
      fr`Nos avis :`,
      `${origin}/avis`,
    ].join('\n\n'),
  subject: fr`Objet : `,
  sheet: 'Votre avis sur une feuille A4',
  sheetSaid: fr`Ouvrez votre avis et imprimez la page : une feuille, lisible en noir et blanc, avec un code qui mène à l'avis tel qu'il est alors.`,
  notices: 'Les avis',
  followed: fr`Être prévenu d'un changement`,
  followedSaid: fr`Par courriel, notification ou webhook, sans compte :`,
  follow: fr`S'abonner`,
} as const;

export const receiverWords = {
  title: 'Recevoir nos webhooks en dix lignes',
  said: fr`Ce programme répond à la vérification d'une nouvelle adresse, refuse ce que nous n'avons pas signé, et écrit le reste. Enregistrez-le sous « recevoir.mjs » ; il demande Node 20 et « npm install standardwebhooks ». Lancez-le d'abord sans COMPTOIR_SECRET : il ne répond alors qu'à la vérification. Abonnez son adresse, puis relancez-le avec, dans COMPTOIR_SECRET, le secret montré une fois à l'abonnement. Ce qui vient entre les deux revient.`,
} as const;
