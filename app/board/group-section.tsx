import { memo } from 'react';
import type { Basis, BoardGroup, Profession } from '#server/domain/facts/vocabulary';
import { type Doubt, useDoubt } from '../ui/freshness';
import { groupSign } from '../ui/marks';
import { Dated } from '../ui/moment';
import { PaymentMark, Sign } from '../ui/signs';
import { Written } from '../ui/written';
import { boardWords } from '../words/board';
import { doubtWords } from '../words/freshness';
import { onDay } from '../words/instants';
import { professionWords } from '../words/professions';
import { lowered } from '../words/typography';
import { reasonSentence, shownOf, shownReason } from '../words/verdicts';
import type { Fold, Group, Line } from './lines';
import { conditionsOf, type DrawnRow } from './row';
import { RowList } from './row-list';
import type { BoardView } from './view';

/** A group as drawn: its rows, and those that are folded. */
type DrawnGroup = { group: Group; rows: readonly DrawnRow[]; folds: readonly DrawnFold[]; count: number };
type DrawnFold = { fold: Fold; rows: readonly DrawnRow[] };

export const drawGroup = (group: Group, draw: (line: Line) => DrawnRow): DrawnGroup => ({
  group,
  rows: group.lines.map(draw),
  folds: group.folds.map((fold) => ({ fold, rows: fold.lines.map(draw) })),
  count: group.lines.length + group.folds.reduce((sum, { lines }) => sum + lines.length, 0),
});

type GroupSectionProps = {
  drawn: DrawnGroup;
  view: BoardView;
  /** A filter is a question: what it finds is shown, not folded away. */
  isOpen: boolean;
};

/** The mutuelles that have the same answer, what they share said once in the head. */
export const GroupSection = memo(({ drawn, view, isOpen }: GroupSectionProps) => {
  const { group, rows, folds, count } = drawn;
  const doubt = useDoubt();
  const { className, word, was } = shownOf(group.group, doubt !== null);
  const shared = sharedBy(group);
  const id = `g-${group.group}`;
  return (
    <section className={`group ${className}`} aria-labelledby={id}>
      <div className="group-head">
        <h2 id={id}>
          <Sign id={groupSign(group.group, view.isPresumed)} />
          <span data-judged>{word}</span>
          {boardWords.count(count)}
        </h2>
        <p data-judged={isGuided(group.group) ? undefined : 'reason'}>
          <Dated text={headOf(group.group, shared, view.profession, { doubt, was, count })} />
        </p>
      </div>
      {folds.map((each) => (
        <FoldedLines key={each.fold.key} {...each} shared={shared} isOpen={isOpen} view={view} />
      ))}
      <RowList rows={rows} />
    </section>
  );
});

type FoldedLinesProps = DrawnFold & { shared: Shared } & Pick<GroupSectionProps, 'isOpen' | 'view'>;

/** « Viamedis : 106 mutuelles », open on a click. */
const FoldedLines = ({ fold: { like }, rows, shared, isOpen, view }: FoldedLinesProps) => (
  <details className="fold" open={isOpen}>
    <summary>
      <span>
        <b>{like.operators || view.elsewhereOf(like) || boardWords.noOperator}</b>
        {boardWords.mutuelles(rows.length)}
      </span>
      <FoldWhy like={like} shared={shared} view={view} />
    </summary>
    <RowList rows={rows} />
  </details>
);

type FoldWhyProps = { like: Line; shared: Shared; view: BoardView };

/** What the head of the group has not said. */
const FoldWhy = ({ like: { row, group }, shared, view }: FoldWhyProps) => {
  const isDoubted = useDoubt() !== null;
  if (group === 'likely') {
    return <Written className="fold-why" markup={conditionsOf(row, view, isDoubted)} />;
  }
  if (isGuided(group)) return null;
  return (
    <>
      {shared.reason ? null : (
        <span className="fold-why" data-judged="reason">
          {shownReason(row, isDoubted)}
        </span>
      )}
      {shared.since || !row.since || isDoubted ? null : (
        <span className="fold-why">
          <Dated text={boardWords.since(onDay(row.since))} />
        </span>
      )}
      {row.payment === 'normal' ? null : <PaymentMark payment={row.payment} />}
    </>
  );
};

/** Groups whose head says what to check instead of why. */
const isGuided = (group: BoardGroup): boolean => group in GUIDES;

/** What to look at, where no reason is shared. */
const GUIDES: Partial<Record<BoardGroup, (profession: Profession) => string>> = {
  depends: () => boardWords.bothOperators,
  likely: (profession) => boardWords.likelyOperators(professionWords[profession].plural),
  'no-convention': (profession) => boardWords.unlisted(professionWords[profession].plural),
};

type Shared = { reason: string | null; basis: Basis | null; since: string | null };

/** What all the lines of a group have in common. */
const sharedBy = ({ lines, folds }: Group): Shared => {
  const rows = [...lines, ...folds.map(({ like }) => like)].map(({ row }) => row);
  const [first] = rows;
  const isShared = (key: 'reason' | 'basis' | 'since') => rows.every((row) => row[key] === first?.[key]);
  const isOneReason = isShared('reason') && isShared('basis');
  return {
    reason: (isOneReason && first?.reason) || null,
    basis: (isOneReason && first?.basis) || null,
    since: (isShared('since') && first?.since) || null,
  };
};

/** What a group was, and how many they are, once it is past its time. */
type Doubted = { doubt: Doubt | null; was: string | null; count: number };

/** Said once in the head: what is shared, or what to look at; past its time, what it was, and when. */
const headOf = (
  group: BoardGroup,
  { reason, basis, since }: Shared,
  profession: Profession,
  { doubt, was, count }: Doubted,
): string => {
  if (doubt && group !== 'no-convention')
    return was === null ? doubtWords.seen(doubt.dating) : doubtWords.wereAt(count, was, doubt.dating);
  const guide = GUIDES[group];
  if (guide) return guide(profession);
  if (reason === null) return '';
  const said = lowered(reasonSentence(reason, basis));
  if (reason === 'presumed') return boardWords.presumed(said);
  return since ? boardWords.saidSince(said, onDay(since)) : said;
};
