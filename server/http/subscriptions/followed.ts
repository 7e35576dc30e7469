import type { Directory } from '#server/domain/facts/directory';
import type { Follow } from '#server/domain/facts/follows';
import { pointerTo } from '../kit/body';
import type { Refusal } from '../kit/problems';
import { unknownIn } from '../kit/suggestions';

const NOUNS = [
  ['mutuelles', 'mutuelle'],
  ['platforms', 'platform'],
] as const;

/** The first of what is followed that nobody knows, at its place, with the nearest; null: all is known. */
export const unknownFollowed = (directory: Directory, follows: readonly Follow[]): Refusal | null => {
  for (const [index, follow] of follows.entries())
    for (const [list, noun] of NOUNS) {
      const at = follow[list].findIndex((id) => !directory[list].has(id));
      if (at >= 0)
        return unknownIn(directory, noun, follow[list][at] ?? '', pointerTo(['follows', index, list, at]));
    }
  return null;
};
