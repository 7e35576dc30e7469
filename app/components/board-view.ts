import type { Board } from '#server/contract/answers';
import type { Profession } from '#server/domain/vocabulary';
import { type Line, linesOf, servedElsewhere } from './board-lines';
import type { Paths } from './paths';
import { type NameOf, namesOf } from './told';

/** A board made ready to be shown: its lines in order, and the words and addresses they need. */
export type BoardView = {
  profession: Profession;
  lines: readonly Line[];
  nameOf: NameOf;
  hrefOf: (line: Line) => string;
  /** Who serves, in other professions, a mutuelle that has no convention here. */
  elsewhereOf: (line: Line) => string | null;
  /** Whether a platform's « Oui » only means that nothing is signalled. */
  isPresumed: (platform: string) => boolean;
  /** Whether no « Oui » of the board is more than that. */
  isAllPresumed: boolean;
};

const PROVEN: readonly string[] = ['declared', 'observed'];

export const viewOf = (
  { profession, answers }: Pick<Board, 'profession' | 'answers'>,
  platforms: readonly { id: string; name: string }[],
  paths: Paths,
): BoardView => {
  const nameOf = namesOf(platforms);
  const proven = new Set(
    answers
      .filter(({ reason }) => PROVEN.includes(reason))
      .flatMap(({ candidates }) => candidates.map(({ platform }) => platform)),
  );
  return {
    profession,
    lines: linesOf(answers, nameOf),
    nameOf,
    hrefOf: ({ mutuelle }) => paths.answer(profession, mutuelle),
    elsewhereOf: ({ row }) => servedElsewhere(row, nameOf),
    isPresumed: (platform) => !proven.has(platform),
    isAllPresumed: proven.size === 0,
  };
};
