import type { Board } from '#server/contract/answers';
import type { Incident } from '#server/contract/incidents';
import type { Profession } from '#server/domain/facts/vocabulary';
import { typeset } from '../words/fr/typography';
import { type Line, linesOf, servedElsewhere } from './board-lines';
import type { Paths } from './paths';
import { isProven, type PlainReason, reasonAsTold, reasonOfPlatform } from './presumption';
import { type NameOf, namesOf } from './told';

/** A board made ready to be shown: its lines in order, and the words and addresses they need. */
export type BoardView = {
  profession: Profession;
  lines: readonly Line[];
  nameOf: NameOf;
  hrefOf: (line: Line) => string;
  /** Who serves, in other professions, a mutuelle that has no convention here. */
  elsewhereOf: (line: Line) => string | null;
  /** Why a platform's « Oui ». */
  reasonOf: (platform: string) => PlainReason;
  /** Whether some « Oui » of the board only means that nothing is signalled. */
  isPresumed: boolean;
};

export const viewOf = (
  { profession, answers, platforms: told }: Pick<Board, 'profession' | 'answers' | 'platforms'>,
  incidents: readonly Incident[] | null,
  platforms: readonly { id: string; name: string }[],
  paths: Paths,
): BoardView => {
  const named = namesOf(platforms);
  const nameOf = (platform: string) => typeset(named(platform));
  const reasons = new Map<string, PlainReason>();
  const reasonOf = (platform: string) => {
    const reason =
      reasons.get(platform) ??
      (incidents ? reasonOfPlatform(platform, answers, incidents) : reasonAsTold(platform, told));
    reasons.set(platform, reason);
    return reason;
  };
  return {
    profession,
    lines: linesOf(answers, nameOf),
    nameOf,
    hrefOf: ({ mutuelle }) => paths.answer(profession, mutuelle),
    elsewhereOf: ({ row }) => servedElsewhere(row, nameOf),
    reasonOf,
    isPresumed: answers.some((row) => row.verdict === 'possible' && !isProven(row)),
  };
};
