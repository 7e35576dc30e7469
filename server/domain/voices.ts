import type { Known } from './known';
import { newestFirst, type Statement, stands } from './statements';

export type Voice = { statement: Statement; stands: boolean };

/**
 * Who says what of some platforms, newest first, other professions' voices included (they are shown as such).
 * What names only other mutuelles, and what an organisation says beyond its platforms or mutuelles, is left out.
 */
export const voicesOn = (known: Known, platforms: readonly string[], mutuelle: string | null): Voice[] =>
  platforms
    .flatMap((platform) => known.statements.get(platform) ?? [])
    .filter((statement) => concerns(known, statement, mutuelle))
    .sort(newestFirst)
    .map((statement) => ({ statement, stands: stands(statement, known.at) }));

const concerns = (known: Known, statement: Statement, mutuelle: string | null): boolean => {
  const speaker = known.directory.organisations.get(statement.by);
  if (speaker?.kind === 'operator' && !speaker.platforms.includes(statement.platform)) return false;
  if (speaker?.kind === 'mutuelle' && (mutuelle === null || !speaker.mutuelles.includes(mutuelle)))
    return false;
  return statement.mutuelles === null || (mutuelle !== null && statement.mutuelles.includes(mutuelle));
};
