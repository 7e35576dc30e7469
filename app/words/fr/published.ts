import { fullDay, longInstant, time } from './instants';
import { fr } from './typography';

/** What a verdict and a title read once nothing confirms them any longer: in a copy, and in a frame left open. */
export const unconfirmedWords = {
  word: (was: string): string => `À vérifier (était ${was})`,
  reason: (was: string): string => fr`était : ${was}`,
  title: (title: string): string => `À vérifier – ${title}`,
};

/** What a page of the published folder says of its own age; the longer form is read without JavaScript. */
export const publishedWords = {
  ...unconfirmedWords,
  state: (generatedAt: Date, validUntil: Date): string =>
    fr`Copie de secours : état de ${time(generatedAt.toISOString())}, ${fullDay(generatedAt.toISOString())} ; à vérifier passé ${time(validUntil.toISOString())}.`,
  stale: (generatedAt: Date): string =>
    fr`À vérifier : cette copie date de ${longInstant(generatedAt.toISOString())} et n'est plus tenue à jour.`,
  clocksApart: (generatedAt: Date): string =>
    fr`À vérifier : cette copie se dit de ${longInstant(generatedAt.toISOString())} ; l'horloge de cet appareil ou la nôtre se trompe.`,
  notAsked: (generatedAt: Date): string =>
    fr`Cette copie montre l'état de ${longInstant(generatedAt.toISOString())}, pas celui demandé par cette adresse.`,
  now: ', maintenant',
  refused: {
    title: fr`La copie de secours ne répond pas à cette adresse`,
    lead: fr`Notre service est injoignable pour le moment. Sa copie de secours ne montre que le tableau de maintenant, en entier : elle ne sait rien d'un autre instant, d'un filtre, d'une recherche ou d'une page à part. Réessayez dans une minute.`,
    boards: 'Le tableau de la copie, par profession',
  },
};
