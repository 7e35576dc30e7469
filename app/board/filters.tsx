import { Link } from '@remix-run/react';
import { memo, type ReactNode } from 'react';
import { isTouched } from '#server/contract/touched';
import { BOARD_GROUPS } from '#server/domain/facts/vocabulary';
import { useDoubt } from '../ui/freshness';
import { groupSign } from '../ui/marks';
import { Sign } from '../ui/signs';
import { boardWords } from '../words/board';
import { doubtWords } from '../words/freshness';
import { groupWords, shownOf } from '../words/verdicts';
import type { BoardView } from './view';
import { readFilters, withGroup, withTouched } from './view';

type FiltersProps = {
  view: BoardView;
  query: URLSearchParams;
};

/** Counts as links, worst first; zeros come last, quiet. */
export const FilterLinks = memo(({ view: { lines, isPresumed }, query }: FiltersProps) => {
  const { groups, isTouchedOnly } = readFilters(query);
  const touched = lines.filter(({ row }) => isTouched(row)).length;
  const isDoubted = useDoubt() !== null;
  const counts = BOARD_GROUPS.map((group) => ({
    group,
    count: lines.filter((line) => line.group === group).length,
  }));
  const linkTo = ({ group, count }: (typeof counts)[number]) => {
    const { className, was } = shownOf(group, isDoubted);
    const { plural } = groupWords[group];
    return (
      <FilterLink
        key={group}
        to={withGroup(query, group)}
        className={count === 0 ? `${className} is-zero` : className}
        isChosen={groups.includes(group)}
      >
        <Sign id={groupSign(group, isPresumed)} />
        <span>
          <b>{count}</b> <span data-judged>{was === null ? plural : doubtWords.were(count, plural)}</span>
        </span>
      </FilterLink>
    );
  };
  return (
    <nav className="filters" aria-label={isDoubted ? doubtWords.filter : boardWords.filter}>
      {counts.filter(({ count }) => count > 0).map(linkTo)}
      {touched > 0 || isTouchedOnly ? (
        <span data-needs-us>
          <FilterLink to={withTouched(query)} className="" isChosen={isTouchedOnly}>
            <span>
              {boardWords.touchedOnly} <b>{touched}</b>
            </span>
          </FilterLink>
        </span>
      ) : null}
      {counts.filter(({ count }) => count === 0).map(linkTo)}
    </nav>
  );
});

type FilterLinkProps = { to: string; className: string; isChosen: boolean; children: ReactNode };

const FilterLink = ({ to, className, isChosen, children }: FilterLinkProps) => (
  <Link to={to} className={className} aria-current={isChosen ? 'true' : undefined} preventScrollReset replace>
    {children}
  </Link>
);
