import { fr } from './typography';

export const problemWords = {
  profession: 'Votre profession',
  near: fr`Vouliez-vous dire ?`,
  toBoard: 'Revenir au tableau',
  search: fr`Chercher une mutuelle, par son nom ou son n° AMC`,
  submit: 'Chercher',
  title: 'Le tableau ne répond pas',
  detail: fr`Quelque chose n'a pas marché de notre côté.`,
  cure: fr`Rechargez la page. Si cela dure, appelez l'opérateur imprimé sur la carte avant d'accepter ou de refuser.`,
  /** What the API says to a program, said again to a person. */
  instantCure: fr`Un instant s'écrit 2024-02-02T12:00:00+01:00.`,
  unknownPage: 'Page inconnue',
  unknownPageDetail: fr`Il n'y a rien à cette adresse.`,
  unknownProfession: 'Profession inconnue',
  unknownProfessionDetail: (slug: string): string =>
    `Aucune profession ne se trouve à l’adresse « ${slug} ».`,
} as const;
