import type { ReactNode } from 'react';
import type { Basis, BoardGroup, Profession } from '#server/domain/facts/vocabulary';
import { type Doubt, useDoubt } from '../ui/freshness';
import { Dated } from '../ui/moment';
import { groupSign, PaymentMark, Sign } from '../ui/signs';
import { boardWords } from '../words/board';
import { doubtWords } from '../words/freshness';
import { onDay } from '../words/instants';
import { professionWords } from '../words/professions';
import { lowered } from '../words/typography';
import { reasonSentence, shownOf, shownReason } from '../words/verdicts';
import type { Fold, Group, Line } from './lines';

type GroupSectionProps = {
  group: Group;
  profession: Profession;
  isPresumed: boolean;
  /** A filter is a question: what it finds is shown, not folded away. */
  isOpen: boolean;
  elsewhereOf: (line: Line) => string | null;
  renderRow: (line: Line) => ReactNode;
};

/** The mutuelles that have the same answer, what they share said once in the head. */
export const GroupSection = ({
  group: boardGroup,
  profession,
  isPresumed,
  isOpen,
  ...rest
}: GroupSectionProps) => {
  const { group, lines, folds } = boardGroup;
  const doubt = useDoubt();
  const { className, word, was } = shownOf(group, doubt !== null);
  const shared = sharedBy(boardGroup);
  const count = lines.length + folds.reduce((sum, fold) => sum + fold.lines.length, 0);
  return (
    <section className={`group ${className}`} aria-labelledby={`g-${group}`}>
      <div className="group-head">
        <h2 id={`g-${group}`}>
          <Sign id={groupSign(group, isPresumed)} />
          <span data-judged>{word}</span>
          {boardWords.count(count)}
        </h2>
        <p data-judged={isGuided(group) ? undefined : 'reason'}>
          <Dated text={headOf(group, shared, profession, { doubt, was, count })} />
        </p>
      </div>
      <ul>
        {folds.map((fold) => (
          <FoldedLines
            key={fold.key}
            fold={fold}
            shared={shared}
            isDoubted={doubt !== null}
            isOpen={isOpen}
            {...rest}
          />
        ))}
        {lines.map(rest.renderRow)}
      </ul>
    </section>
  );
};

type FoldedLinesProps = { fold: Fold; shared: Shared; isDoubted: boolean } & Pick<
  GroupSectionProps,
  'isOpen' | 'elsewhereOf' | 'renderRow'
>;

/** « Viamedis : 106 mutuelles », open on a click. */
const FoldedLines = ({ fold, shared, isDoubted, isOpen, elsewhereOf, renderRow }: FoldedLinesProps) => {
  const { like, lines } = fold;
  const who = like.operators || elsewhereOf(like) || boardWords.noOperator;
  return (
    <li className="fold">
      <details open={isOpen}>
        <summary>
          <span>
            <b>{who}</b>
            {boardWords.mutuelles(lines.length)}
          </span>
          <FoldWhy like={like} shared={shared} isDoubted={isDoubted} />
        </summary>
        <ul>{lines.map(renderRow)}</ul>
      </details>
    </li>
  );
};

type FoldWhyProps = { like: Line; shared: Shared; isDoubted: boolean };

/** What the head of the group has not said. */
const FoldWhy = ({ like: { row, group }, shared, isDoubted }: FoldWhyProps) => {
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
const isGuided = (group: BoardGroup): boolean => group === 'no-convention' || group === 'depends';

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
  if (group === 'no-convention') {
    const { plural } = professionWords[profession];
    return boardWords.unlisted(plural);
  }
  if (group === 'depends') {
    return boardWords.bothOperators;
  }
  if (reason === null) return '';
  const said = lowered(reasonSentence(reason, basis));
  if (reason === 'presumed') return boardWords.presumed(said);
  return since ? boardWords.saidSince(said, onDay(since)) : said;
};
