import { Link } from '@remix-run/react';
import type { BoardPlatform } from '#server/contract/answers';
import { BOARD_GROUPS, type Profession } from '#server/domain/vocabulary';
import { basisWords } from '../words/fr/bases';
import { groupWords } from '../words/fr/verdicts';
import type { BoardView } from './board-view';
import type { Paths } from './paths';
import { groupSign, Sign } from './signs';

type OperatorsProps = {
  platforms: readonly BoardPlatform[];
  view: BoardView;
  paths: Paths;
};

/** The logo on the card is what a counter sees first, and no directory knows every mutuelle. */
export const Operators = ({ platforms, view, paths }: OperatorsProps) => {
  const rows = BOARD_GROUPS.flatMap((group) =>
    [false, true].map((presumed) => ({
      group,
      presumed,
      members: platforms.filter(
        ({ verdict, platform }) =>
          verdict === group && (group === 'possible' && view.isPresumed(platform)) === presumed,
      ),
    })),
  ).filter(({ members }) => members.length > 0);

  return (
    <section className="block" aria-labelledby="operateurs">
      <h2 id="operateurs">Par opérateur (le logo sur la carte)</h2>
      <ul className="operators">
        {rows.map(({ group, presumed, members }) => {
          const { className, word } = groupWords[group];
          return (
            <li key={`${group}-${presumed}`} className={className}>
              <span>
                <span className={`verdict ${className}`}>
                  <Sign id={groupSign(group, presumed)} />
                  <span>{word}</span>
                </span>
                {presumed ? <span className="basis">{basisWords.presumed}</span> : null}
              </span>
              <Names members={members} word={word} profession={view.profession} paths={paths} />
            </li>
          );
        })}
      </ul>
    </section>
  );
};

type NamesProps = { members: BoardPlatform[]; word: string; profession: Profession; paths: Paths };

/** A mutuelle's own portal serves that mutuelle alone: several of them fold. */
const isPortal = ({ platform }: BoardPlatform) => platform.startsWith('portail-');

const Names = ({ members, word, profession, paths }: NamesProps) => {
  const portals = members.filter(isPortal);
  const isFolded = portals.length > 1;
  const link = ({ platform, name }: BoardPlatform) => (
    <Link key={platform} to={paths.operator(profession, platform)} discover="none">
      <span className="visually-hidden">{word}&#8239;: </span>
      {name}
    </Link>
  );
  return (
    <div className="names">
      {members.filter((each) => !isFolded || !isPortal(each)).map(link)}
      {isFolded ? (
        <details className="portals">
          <summary>+ {portals.length} portails</summary>
          <div className="names">{portals.map(link)}</div>
        </details>
      ) : null}
    </div>
  );
};
