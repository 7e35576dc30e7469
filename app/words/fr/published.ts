import { fullDay, longInstant, time } from './instants';
import { fr } from './typography';

/** What a page of the published folder says of its own age; the longer form is read without JavaScript. */
export const publishedWords = {
  state: (generatedAt: Date, validUntil: Date): string =>
    fr`Copie de secours : état de ${time(generatedAt.toISOString())}, ${fullDay(generatedAt.toISOString())} ; à vérifier passé ${time(validUntil.toISOString())}.`,
  stale: (generatedAt: Date): string =>
    fr`À vérifier : cette copie date de ${longInstant(generatedAt.toISOString())} et n'est plus tenue à jour.`,
  now: ', maintenant',
};
