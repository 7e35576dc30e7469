import { escaped } from '#server/contract/aged';
import type { BoardPlatform, BoardRow } from '#server/contract/answers';
import type { Doubt } from '../ui/freshness';
import { paymentMark, spanOf, verdictMark } from '../ui/marks';
import { dated, type Markup, markup } from '../ui/markup';
import { remembered } from '../ui/remembered';
import { boardWords } from '../words/board';
import { doubtWords } from '../words/freshness';
import { moment, shortDay } from '../words/instants';
import { likelyWords } from '../words/likely';
import { COLON } from '../words/typography';
import { shownOf, shownReason } from '../words/verdicts';
import { type Line, sayingOf } from './lines';
import type { BoardView } from './view';

/** How a line stands at this moment, on this device. */
export type RowState = {
  doubt: Doubt | null;
  /** What it was before it changed, and how long ago; null: it did not change of late. */
  moved: string | null;
  isStarred: boolean;
  /** The operator that was read on a card of it, with this device. */
  read: BoardPlatform | null;
};

/** A row of the board as markup: the list item, and what it holds. `inner` is made when it is first asked for. */
export type DrawnRow = { mutuelle: string; row: BoardRow; className: string; readonly inner: string };

/** Drawn alike by the server and a browser; the same object again while nothing of it changes. */
export const drawRow = (line: Line, view: BoardView, state: RowState): DrawnRow => {
  const before = drawn.get(line);
  if (before?.view === view && isSame(before.state, state)) return before.row;
  const row = newRow(line, view, state);
  drawn.set(line, { view, state, row });
  return row;
};

const drawn = new WeakMap<Line, { view: BoardView; state: RowState; row: DrawnRow }>();

const isSame = (a: RowState, b: RowState): boolean =>
  a.doubt === b.doubt && a.moved === b.moved && a.isStarred === b.isStarred && a.read === b.read;

const newRow = (line: Line, view: BoardView, state: RowState): DrawnRow => {
  const isDoubted = state.doubt !== null;
  const isMoved = state.moved !== null && !isDoubted;
  let inner: string | null = null;
  return {
    mutuelle: line.mutuelle,
    row: line.row,
    className: `row ${shownOf(line.group, isDoubted).className}${isMoved ? ' row-moved' : ''}`,
    get inner() {
      inner ??= innerOf(line, view, state).html;
      return inner;
    },
  };
};

const innerOf = (line: Line, view: BoardView, state: RowState): Markup => {
  const { name } = line;
  const { mark, operators, why, when } =
    state.moved === null && state.read === null ? alikeOf(line, view, state) : wordsOf(line, view, state);
  return {
    html: `${mark}<a class="row-name" href="${escaped(view.hrefOf(line))}">${escaped(name)}</a>${operators}${why}${when}${starOf(name, state.isStarred)}`,
  };
};

/** All that a row says beside its name, as markup. */
type RowWords = { mark: string; operators: string; why: string; when: string };

const wordsOf = (line: Line, view: BoardView, state: RowState): RowWords => {
  const isDoubted = state.doubt !== null;
  const moved = isDoubted ? null : state.moved;
  const when = moved === null ? whenOf(line, state.doubt) : markup`<span class="moved">${moved}</span>`;
  return {
    mark: spanOf(verdictMark(line.row, isDoubted)).html,
    operators: markup`<span class="row-op">${line.operators || boardWords.unknownHere}</span>`.html,
    why: markup`<span class="row-why">${whyOf(line, view, state)}</span>`.html,
    when: markup`<span class="row-when">${when}</span>`.html,
  };
};

type Alike = { doubt: Doubt | null; words: Map<string, RowWords> };
const alike = new WeakMap<BoardView, Alike>();

/** Rows of a board that say the same share their words: some dozens, for hundreds of rows. */
const alikeOf = (line: Line, view: BoardView, state: RowState): RowWords => {
  const kept = alike.get(view);
  const own = kept?.doubt === state.doubt ? kept : { doubt: state.doubt, words: new Map<string, RowWords>() };
  alike.set(view, own);
  const saying = sayingOf(line.row);
  const words = own.words.get(saying) ?? wordsOf(line, view, state);
  own.words.set(saying, words);
  return words;
};

/** `said`: which of the sayings of its page it has; null: nobody reads it there. */
export const itemOf = ({ mutuelle, className, inner }: DrawnRow, said: number | null): string =>
  `<li class="${className}" data-mutuelle="${escaped(mutuelle)}"${said === null ? '' : ` data-said="${said}"`}>${inner}</li>`;

/** One Tab stop a row, its name: the arrow keys go on to the star (`row-keys.ts`). */
const starOf = (name: string, isStarred: boolean): string =>
  `<button class="star needs-script" type="button" tabindex="-1" aria-pressed="${isStarred}" aria-label="${starLabel(name)}"><svg aria-hidden="true"><use href="#i-star"></use></svg></button>`;

const starLabel = remembered((name: string) => escaped(boardWords.star(name)));

const whyOf = (line: Line, view: BoardView, { doubt, read }: RowState): Markup => {
  const { row, group } = line;
  const isDoubted = doubt !== null;
  if (read) return readingOf(read, view, isDoubted);
  if (group === 'likely') return conditionsOf(row, view, isDoubted);
  if (group === 'no-convention') return markup`${view.elsewhereOf(line) ?? likelyWords.whichOperator}`;
  if (row.reason === 'different-platforms' && !isDoubted) return candidatesOf(row, view);
  return markup`<span data-judged="reason">${shownReason(row, isDoubted)}</span>${payment(row, isDoubted)}`;
};

/** « Non Viamedis, Oui Almerys, paiement suspendu »: each candidate with its own payment, none guessed. */
export const candidatesOf = ({ candidates }: Pick<BoardRow, 'candidates'>, view: BoardView): Markup =>
  markup`${candidates.map(
    ({ platform, verdict, payment: paid }) =>
      markup`<span class="split">${spanOf(verdictMark({ verdict, reason: view.reasonOf(platform) }, false))} ${view.nameOf(platform)}${payment({ payment: paid }, false)}</span> `,
  )}`;

/** « Si la carte dit Viamedis (connu chez les opticiens) : Oui, avec réserve »: a condition for each, never a claim. */
export const conditionsOf = (
  { likely }: Pick<BoardRow, 'likely'>,
  view: BoardView,
  isDoubted: boolean,
): Markup =>
  markup`${likely.map(
    ({ platform, knownFor, verdict, payment: paid }, place) =>
      markup`<span class="condition">${place === 0 ? likelyWords.ifCardSays : likelyWords.orCardSays}<b>${view.nameOf(platform)}</b> <small>${likelyWords.knownFor(knownFor)}</small>${COLON}${
        // It is nobody's word: a « Oui » is drawn hollow.
        spanOf(verdictMark({ verdict, reason: 'presumed' }, isDoubted))
      }${payment({ payment: paid }, isDoubted)}</span> `,
  )}`;

const readingOf = (
  { platform, verdict, reason, payment: paid }: BoardPlatform,
  view: BoardView,
  isDoubted: boolean,
): Markup =>
  markup`<span class="condition"><b>${view.nameOf(platform)}</b>${likelyWords.readByYou}${spanOf(
    verdictMark({ verdict, reason }, isDoubted),
  )}${payment({ payment: paid }, isDoubted)}</span>`;

const payment = ({ payment }: Pick<BoardRow, 'payment'>, isDoubted: boolean): Markup | null =>
  payment === 'normal' ? null : markup` ${spanOf(paymentMark(payment, isDoubted))}`;

const whenOf = ({ row, group }: Line, doubt: Doubt | null): Markup | null => {
  if (doubt)
    return group === 'no-convention' ? null : markup`<span>${dated(doubtWords.seen(doubt.dating))}</span>`;
  if (row.since === null) return null;
  const back = row.expectedBack
    ? dated(boardWords.backAt(moment(row.expectedBack)))
    : markup`${boardWords.backUntold}`;
  return markup`${boardWords.sinceDay}<time datetime="${row.since}">${dated(shortDay(row.since))}</time>${
    group === 'suspended' || row.expectedBack ? markup`<span> · ${back}</span>` : null
  }`;
};
