import { Link } from '@remix-run/react';
import { memo } from 'react';
import type { BoardPlatform } from '#server/contract/answers';
import { BOARD_GROUPS, PAYMENTS } from '#server/domain/facts/vocabulary';
import { useDoubt } from '../ui/freshness';
import { Dated } from '../ui/moment';
import type { Paths } from '../ui/paths';
import { PaymentMark, Sign } from '../ui/signs';
import { boardWords } from '../words/board';
import { doubtWords } from '../words/freshness';
import { likelyWords } from '../words/likely';
import { professionWords } from '../words/professions';
import { COLON, lowered } from '../words/typography';
import { answered, reasonSentence, shownOf, signOf } from '../words/verdicts';
import type { BoardView } from './view';

type OperatorsProps = { view: BoardView; paths: Paths };

/** The logo on the card is what a counter sees first, and no directory knows every mutuelle. */
export const Operators = memo(({ view, paths }: OperatorsProps) => (
  <section className={view.isThin ? 'block operators-first' : 'block'} aria-labelledby="operateurs">
    <h2 id="operateurs">{view.isThin ? likelyWords.whichOperator : boardWords.byOperator}</h2>
    {view.operators.length === 0 && <p>{boardWords.noOperators(professionWords[view.profession].plural)}</p>}
    <ul className={view.isThin ? 'operators is-large' : 'operators'}>
      {alikeIn(view.operators).map(([like, ...others]) => (
        <Alike key={sayingOf(like)} members={[like, ...others]} view={view} paths={paths} />
      ))}
    </ul>
  </section>
));

type Alike = [BoardPlatform, ...BoardPlatform[]];

/** A « Oui » says what it rests on: the operators of one word are apart by that, and all of them by their payment. */
const sayingOf = ({ verdict, reason, payment }: BoardPlatform): string =>
  `${verdict} ${payment} ${verdict === 'possible' && payment === 'normal' ? reason : ''}`;

export const alikeIn = (operators: readonly BoardPlatform[]): Alike[] => {
  const alike = new Map<string, Alike>();
  for (const each of operators) {
    const same = alike.get(sayingOf(each));
    if (same) same.push(each);
    else alike.set(sayingOf(each), [each]);
  }
  return [...alike.values()].sort(([a], [b]) => severityOf(b) - severityOf(a));
};

const severityOf = ({ verdict, payment, reason }: BoardPlatform): number =>
  -BOARD_GROUPS.indexOf(verdict) * 100 + PAYMENTS.indexOf(payment) * 10 + PLAIN.indexOf(reason);

/** Of « Oui », the first is the last shown. */
const PLAIN: readonly string[] = ['presumed', 'observed', 'declared', 'unaffected'];

type AlikeProps = { members: Alike; view: BoardView; paths: Paths };

/** Operators that answer the same, whether one will be paid included. */
const Alike = ({ members, view, paths }: AlikeProps) => {
  const [like] = members;
  const doubt = useDoubt();
  const { className, word, was } = shownOf(like.verdict, doubt !== null);
  const said = lowered(reasonSentence(like.reason));
  const isPlain = like.verdict === 'possible' && like.payment === 'normal';
  return (
    <li className={className}>
      <span className="said">
        <span className={`verdict ${className}`}>
          <Sign id={signOf(like)} />
          <span data-judged>{word}</span>
        </span>
        {doubt && was ? (
          <span className="basis">
            <Dated text={doubtWords.wereAt(members.length, was, doubt.dating)} />
          </span>
        ) : null}
        {isPlain ? (
          <span className="basis" data-judged="reason">
            {doubt ? doubtWords.sentence(said) : said}
          </span>
        ) : null}
        {like.payment === 'normal' ? null : <PaymentMark payment={like.payment} />}
      </span>
      <Names members={members} view={view} paths={paths} />
    </li>
  );
};

/** A mutuelle's own portal serves that mutuelle alone: several of them fold. */
export const isPortal = ({ platform }: BoardPlatform) => platform.startsWith('portail-');

const Names = ({ members, view, paths }: AlikeProps) => {
  const portals = members.filter(isPortal);
  const isFolded = portals.length > 1;
  const isDoubted = useDoubt() !== null;
  const link = (operator: BoardPlatform) => {
    const said = answered(operator.verdict, operator.payment);
    const { word, was } = shownOf(operator.verdict, isDoubted);
    return (
      <Link key={operator.platform} to={paths.operator(view.profession, operator.platform)}>
        <Sign id={signOf(operator)} />
        <span>
          <span className="visually-hidden">
            <span data-judged>{was === null ? said : `${word} ${doubtWords.was(said)}`}</span>
            {COLON}
          </span>
          {view.nameOf(operator.platform)}
        </span>
      </Link>
    );
  };
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
