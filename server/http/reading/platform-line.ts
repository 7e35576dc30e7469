import type { Platform } from '#server/domain/facts/directory';
import type { Evidence } from '#server/domain/facts/evidence';
import { worstOf } from '#server/domain/judgement/board';
import type { Known } from '#server/domain/judgement/known-facts';
import { conventionsOn } from '../kit/search';

type PlatformLine = ReturnType<typeof judgedLine>;

/** By the evidence the judgement rests on, one object as long as nothing turns: a list of platforms judges thousands. */
const judged = new WeakMap<Evidence, Map<string, PlatformLine>>();

/** A platform in a list, with the worst of its state. `known` is drawn from `evidence`. */
export const platformLine = (known: Known, evidence: Evidence, platform: Platform): PlatformLine => {
  const lines = judged.get(evidence) ?? new Map<string, PlatformLine>();
  judged.set(evidence, lines);
  const line = lines.get(platform.id) ?? judgedLine(known, platform);
  lines.set(platform.id, line);
  return line;
};

const judgedLine = (known: Known, platform: Platform) => {
  const { id, name, kind, website, professionalPortal, professions, amcNumbers } = platform;
  const conventions = conventionsOn(known.directory.conventionsAt.get(id), known.day);
  const { shown, flows } = worstOf(known, id);
  const { health, basis } = shown ?? { health: 'operational' as const, basis: 'presumed' as const };
  return {
    id,
    name,
    kind,
    website,
    professionalPortal,
    professions,
    amcNumbers,
    conventions,
    health,
    basis,
    flows,
  };
};
