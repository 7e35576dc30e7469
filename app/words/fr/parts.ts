import { fr } from './typography';

/** In place of a part of a page that failed. */
export const partWords = {
  beside: fr`Cette partie ne s'affiche pas. Le reste de la page est juste ; rechargez pour réessayer.`,
  answer: fr`La réponse ne s'affiche pas. Rechargez la page ; si cela dure, appelez l'opérateur imprimé sur la carte avant d'accepter ou de refuser.`,
  reference: (reference: string): string => fr`Référence à donner : ${reference}.`,
};
