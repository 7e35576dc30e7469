import { BOARD_GROUPS, type BoardGroup } from '#server/domain/facts/vocabulary';
import { isTouched, type Line } from './board-lines';

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
  (groups.length === 0 || groups.includes(line.group)) && (!isTouchedOnly || isTouched(line));

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
