import type { Board, BoardPlatform, BoardRow } from '#server/contract/answers';
import type { ListedIncident } from '#server/contract/incidents';
import { isTouched } from '#server/contract/touched';
import { BOARD_GROUPS, type BoardGroup, type Profession } from '#server/domain/facts/vocabulary';
import { type NameOf, namesOf } from '../ui/names';
import type { Paths } from '../ui/paths';
import { typeset } from '../words/typography';
import { type Line, linesOf, servedElsewhere } from './lines';

/** Why a platform's « Oui »: said or seen to work, an incident that does not touch this profession, or nothing signalled. */
export type PlainReason = 'declared' | 'unaffected' | 'presumed';

const PROVEN: readonly string[] = ['declared', 'observed'];

export const isProven = ({ reason }: Pick<BoardRow, 'reason'>): boolean => PROVEN.includes(reason);

/** Derived from the rows a platform serves: proven only when all of them are. */
export const reasonOfPlatform = (
  platform: string,
  rows: readonly BoardRow[],
  incidents: readonly ListedIncident[],
): PlainReason => {
  const served = rows.filter(
    ({ verdict, candidates }) =>
      verdict === 'possible' && candidates.some((candidate) => candidate.platform === platform),
  );
  if (served.length > 0 && served.every(isProven)) return 'declared';
  const isTouched =
    served.some(({ reason }) => reason === 'unaffected') ||
    incidents.some(({ platforms }) => platforms.includes(platform));
  return isTouched ? 'unaffected' : 'presumed';
};

/** Fallback when the incidents cannot be read: what the rows of the board say of their platforms. */
export const reasonOnBoard = (platform: string, platforms: readonly BoardPlatform[]): PlainReason => {
  const reason = platforms.find((each) => each.platform === platform)?.reason ?? 'presumed';
  if (isProven({ reason })) return 'declared';
  return reason === 'unaffected' ? 'unaffected' : 'presumed';
};

/** What an address leaves out of the list. No group chosen: all of them. */
export type Filters = { groups: readonly BoardGroup[]; isTouchedOnly: boolean };

export const readFilters = (query: URLSearchParams): Filters => {
  const asked = query.getAll('verdict');
  return {
    groups: BOARD_GROUPS.filter((group) => asked.includes(group)),
    isTouchedOnly: query.get('touched') === '1',
  };
};

export const isFiltering = ({ groups, isTouchedOnly }: Filters) => groups.length > 0 || isTouchedOnly;

export const passes = ({ groups, isTouchedOnly }: Filters, line: Line): boolean =>
  (groups.length === 0 || groups.includes(line.group)) && (!isTouchedOnly || isTouched(line.row));

/** The same address with one group more, or less. */
export const withGroup = (query: URLSearchParams, group: BoardGroup): string => {
  const { groups } = readFilters(query);
  const chosen = groups.includes(group) ? groups.filter((each) => each !== group) : [...groups, group];
  const next = new URLSearchParams(query);
  next.delete('verdict');
  for (const each of chosen) next.append('verdict', each);
  return `?${next}`;
};

export const withTouched = (query: URLSearchParams): string => {
  const next = new URLSearchParams(query);
  if (readFilters(query).isTouchedOnly) next.delete('touched');
  else next.set('touched', '1');
  return `?${next}`;
};

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
  { profession, answers, platforms: platformRows }: Pick<Board, 'profession' | 'answers' | 'platforms'>,
  incidents: readonly ListedIncident[] | null,
  platforms: readonly { id: string; name: string }[],
  paths: Paths,
): BoardView => {
  const named = namesOf(platforms);
  const nameOf = (platform: string) => typeset(named(platform));
  const reasons = new Map<string, PlainReason>();
  const reasonOf = (platform: string) => {
    const reason =
      reasons.get(platform) ??
      (incidents ? reasonOfPlatform(platform, answers, incidents) : reasonOnBoard(platform, platformRows));
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
