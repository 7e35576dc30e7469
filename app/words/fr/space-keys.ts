import type { KEY_KINDS } from '#server/domain/vocabulary';
import { fr } from './typography';

export const keyKindWords: Record<(typeof KEY_KINDS)[number], { word: string; may: string }> = {
  writer: { word: 'Publie', may: fr`Elle publie : incidents, points, avis` },
  probe: { word: 'Mesure', may: fr`Elle n'envoie que des mesures, et ne lit rien` },
};
