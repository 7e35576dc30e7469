import type { Platform } from '#server/domain/directory';
import type { Known } from '#server/domain/known';
import { worstOf } from '#server/domain/matrix';

/** A platform in a list, with the worst of its state. */
export const platformLine = (known: Known, platform: Platform) => {
  const { id, name, kind, website, professionalPortal, professions } = platform;
  const { shown, flows } = worstOf(known, id);
  const { health, basis } = shown ?? { health: 'operational' as const, basis: 'presumed' as const };
  return { id, name, kind, website, professionalPortal, professions, health, basis, flows };
};
