import type { BoardPlatform } from '#server/contract/answers';
import { isTouched } from '#server/contract/touched';
import { BOARD_GROUPS, type BoardGroup, PAYMENTS } from '#server/domain/facts/vocabulary';
import type { Line } from '../board/lines';

/** What of a board is shown at a time, large enough to be read from five metres. */

/** Operators that answer the same, payment included. `isTouched`: something weighs on them. */
export type OperatorSlide = { like: BoardPlatform; operators: readonly BoardPlatform[]; isTouched: boolean };
/** Some mutuelles of a group. `count`: how many the group has. */
export type NamesSlide = {
  group: BoardGroup;
  count: number;
  page: number;
  pages: number;
  lines: readonly Line[];
};

const MAX_OPERATORS = 3;
const MAX_NAMES = 20;

const isWell = ({ verdict, payment }: BoardPlatform): boolean =>
  verdict === 'possible' && payment === 'normal';

const severityOf = ({ verdict, payment }: BoardPlatform): number =>
  BOARD_GROUPS.indexOf(verdict) * PAYMENTS.length - PAYMENTS.indexOf(payment);

const chunked = <T>(all: readonly T[], size: number): T[][] =>
  Array.from({ length: Math.ceil(all.length / size) }, (_, rank) =>
    all.slice(rank * size, (rank + 1) * size),
  );

/** Worst first; each word and its payment apart. */
export const operatorSlides = (operators: readonly BoardPlatform[]): OperatorSlide[] => {
  const alike = new Map<string, BoardPlatform[]>();
  for (const each of [...operators].sort((a, b) => severityOf(a) - severityOf(b))) {
    const saying = `${each.verdict} ${each.payment}`;
    alike.set(saying, [...(alike.get(saying) ?? []), each]);
  }
  return [...alike.values()].flatMap((members) =>
    chunked(members, MAX_OPERATORS).flatMap((some) => {
      const [like] = some;
      return like ? [{ like, operators: some, isTouched: !isWell(like) }] : [];
    }),
  );
};

/** The mutuelles that are touched, worst first, by name. */
export const namesSlides = (lines: readonly Line[]): NamesSlide[] =>
  BOARD_GROUPS.flatMap((group) => {
    const touched = lines.filter((line) => line.group === group && isTouched(line.row));
    const pages = chunked(touched, MAX_NAMES);
    return pages.map((some, rank) => ({
      group,
      count: touched.length,
      page: rank + 1,
      pages: pages.length,
      lines: some,
    }));
  });

/** How many of each group stand beside the one that is shown. */
export const restOf = (lines: readonly Line[], shown: BoardGroup | null): [BoardGroup, number][] =>
  BOARD_GROUPS.flatMap((group) => {
    const count = lines.filter((line) => line.group === group).length;
    return group === shown || count === 0 ? [] : [[group, count]];
  });
