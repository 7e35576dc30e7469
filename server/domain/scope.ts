import type { Organisation } from './directory';
import type { Profession } from './vocabulary';

/**
 * Who may be heard on what (answers.md §3, « standing »): an operator on its own platforms, a mutuelle on its own
 * mutuelles whatever the scope it claims, a union for its own professions, authority, press and desk on all.
 * `mutuelle` null: an answer for an operator, where what mutuelles say for themselves is not heard.
 */
export const hasStanding = (
  speaker: Organisation,
  platform: string,
  profession: Profession,
  mutuelle: string | null,
): boolean => {
  switch (speaker.kind) {
    case 'operator':
      return speaker.platforms.includes(platform);
    case 'mutuelle':
      return mutuelle !== null && speaker.mutuelles.includes(mutuelle);
    case 'union':
      return speaker.professions?.includes(profession) ?? false;
    case 'authority':
    case 'press':
    case 'desk':
      return true;
  }
};
