import { Link } from '@remix-run/react';
import type { BoardPlatform } from '#server/contract/answers';
import { BOARD_GROUPS } from '#server/domain/facts/vocabulary';
import { useDoubt } from '../ui/freshness';
import { Dated } from '../ui/moment';
import type { Paths } from '../ui/paths';
import { groupSign, Sign } from '../ui/signs';
import { boardWords } from '../words/board';
import { doubtWords } from '../words/freshness';
import { COLON } from '../words/typography';
import { shownOf } from '../words/verdicts';
import type { BoardView, PlainReason } from './view';

type OperatorsProps = {
  platforms: readonly BoardPlatform[];
  view: BoardView;
  paths: Paths;
};

const PLAIN: readonly PlainReason[] = ['unaffected', 'declared', 'presumed'];
const BASES: Record<PlainReason, string> = boardWords.plainReasons;

/** The logo on the card is what a counter sees first, and no directory knows every mutuelle. */
export const Operators = ({ platforms, view, paths }: OperatorsProps) => {
  const rows = BOARD_GROUPS.flatMap((group) =>
    (group === 'possible' ? PLAIN : [null]).map((reason) => ({
      group,
      reason,
      members: platforms.filter(
        ({ verdict, platform }) =>
          verdict === group && (reason === null || reason === view.reasonOf(platform)),
      ),
    })),
  ).filter(({ members }) => members.length > 0);
  const doubt = useDoubt();

  return (
    <section className="block" aria-labelledby="operateurs">
      <h2 id="operateurs">{boardWords.byOperator}</h2>
      <ul className="operators">
        {rows.map(({ group, reason, members }) => {
          const { className, word, was } = shownOf(group, doubt !== null);
          const basis = reason && (doubt ? doubtWords.sentence(BASES[reason]) : BASES[reason]);
          return (
            <li key={`${group} ${reason}`} className={className}>
              <span>
                <span className={`verdict ${className}`}>
                  <Sign id={groupSign(group, reason !== 'declared')} />
                  <span data-judged>{word}</span>
                </span>
                {doubt && was ? (
                  <span className="basis">
                    <Dated text={doubtWords.wereAt(members.length, was, doubt.dating)} />
                  </span>
                ) : null}
                {basis ? (
                  <span className="basis" data-judged="reason">
                    {basis}
                  </span>
                ) : null}
              </span>
              <Names
                members={members}
                word={was === null ? word : `${word} ${doubtWords.was(was)}`}
                view={view}
                paths={paths}
              />
            </li>
          );
        })}
      </ul>
    </section>
  );
};

type NamesProps = { members: readonly BoardPlatform[]; word: string; view: BoardView; paths: Paths };

/** A mutuelle's own portal serves that mutuelle alone: several of them fold. */
const isPortal = ({ platform }: BoardPlatform) => platform.startsWith('portail-');

const Names = ({ members, word, view, paths }: NamesProps) => {
  const portals = members.filter(isPortal);
  const isFolded = portals.length > 1;
  const link = ({ platform }: BoardPlatform) => (
    <Link key={platform} to={paths.operator(view.profession, platform)}>
      <span className="visually-hidden">
        <span data-judged>{word}</span>
        {COLON}
      </span>
      {view.nameOf(platform)}
    </Link>
  );
  return (
    <div className="names">
      {members.filter((each) => !isFolded || !isPortal(each)).map(link)}
      {isFolded ? (
        <details className="portals">
          <summary>{boardWords.portals(portals.length)}</summary>
          <div className="names">{portals.map(link)}</div>
        </details>
      ) : null}
    </div>
  );
};
