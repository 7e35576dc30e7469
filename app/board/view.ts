import type { Board, BoardPlatform, BoardRow } from '#server/contract/answers';
import { isTouched } from '#server/contract/touched';
import { type Basis, BOARD_GROUPS, type BoardGroup, type Profession } from '#server/domain/facts/vocabulary';
import { type NameOf, namesOf } from '../ui/names';
import type { Paths } from '../ui/paths';
import type { Rests } from '../words/board';
import { typeset } from '../words/typography';
import { type Line, linesOf, servedElsewhere } from './lines';

const PROVEN: readonly string[] = ['declared', 'observed'];

const isProven = ({ reason }: Pick<BoardRow, 'reason'>): boolean => PROVEN.includes(reason);

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
  /** The operators that a card may carry for this profession. */
  operators: readonly BoardPlatform[];
  /** Of an operator that a card may carry for this profession; null: of none such. */
  platformOf: (platform: string) => BoardPlatform | null;
  /** Why a platform answers what it does. */
  reasonOf: (platform: string) => string;
  /** Whether some « Oui » of the board only means that nothing is signalled. */
  isPresumed: boolean;
  /** What the operators of the profession rest on. */
  rests: Rests;
  /** Whether less than half of the mutuelles have a known convention: a card's logo says more than our list. */
  isThin: boolean;
};

type Judged = Pick<Board, 'profession' | 'answers' | 'platforms'>;
type Named = readonly { id: string; name: string }[];

/** The same object again for the same board: pages of one version draw the same rows. */
export const viewOf = (board: Judged, platforms: Named, paths: Paths): BoardView => {
  const before = views.get(board.answers);
  const isSame =
    before?.judged === board.platforms && before.platforms === platforms && before.at === paths.at;
  if (isSame) return before.view;
  const view = newView(board, platforms, paths);
  views.set(board.answers, { judged: board.platforms, platforms, at: paths.at, view });
  return view;
};

/** Where an id stands in an address that hundreds of rows share. */
const PLACE = '*';

type Viewed = { judged: Judged['platforms']; platforms: Named; at: string | null; view: BoardView };
const views = new WeakMap<Judged['answers'], Viewed>();

const newView = (
  { profession, answers, platforms: judged }: Judged,
  platforms: Named,
  paths: Paths,
): BoardView => {
  const named = namesOf(platforms);
  const nameOf = (platform: string) => typeset(named(platform));
  const byId = new Map(judged.map((platform) => [platform.platform, platform]));
  const platformOf = (platform: string) => byId.get(platform) ?? null;
  const known = answers.filter(({ reason }) => reason !== 'no-convention').length;
  const [before = '', after = ''] = paths.answer(profession, PLACE).split(PLACE);
  return {
    profession,
    lines: linesOf(answers, nameOf),
    nameOf,
    hrefOf: ({ mutuelle }) => before + mutuelle + after,
    elsewhereOf: ({ row }) => servedElsewhere(row, nameOf),
    operators: judged,
    platformOf,
    reasonOf: (platform) => platformOf(platform)?.reason ?? 'presumed',
    isPresumed: answers.some((row) => row.verdict === 'possible' && !isProven(row)),
    rests: restsOf(judged),
    isThin: known * 2 < answers.length,
  };
};

/** A word that nobody renewed, and a source that fell silent, are news no longer. */
const RESTS: Record<Basis, keyof Rests> = {
  observed: 'measured',
  declared: 'declared',
  announced: 'declared',
  contested: 'declared',
  reported: 'declared',
  presumed: 'presumed',
  lapsed: 'silent',
  silent: 'silent',
};

export const restsOf = (operators: readonly Pick<BoardPlatform, 'basis'>[]): Rests => {
  const rests: Rests = { measured: 0, declared: 0, presumed: 0, silent: 0 };
  for (const { basis } of operators) rests[RESTS[basis]] += 1;
  return rests;
};
