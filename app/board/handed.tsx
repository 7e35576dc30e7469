import { createContext, useContext, useEffect } from 'react';
import type { Board, BoardRow } from '#server/contract/answers';
import { useHasFailed } from '../ui/part';
import type { BoardData } from './board-news';
import { type Line, type Saying, sayingOf } from './lines';

type News = BoardData['news'];

/** A board but for what stands in the markup of its page: ids and names of the rows, and which saying each has. */
type Rest = Omit<BoardData, 'news'> & {
  news: Omit<News, 'body'> & { body: Omit<News['body'], 'board'> & { board: Omit<Board, 'answers'> } };
  sayings: readonly Saying[];
  /** The rows that a filter leaves out: id, name, which saying. */
  hidden: readonly [string, string, number][];
};

type Numbered = { sayings: readonly Saying[]; numberOf: (row: BoardRow) => number };

const numbered = new WeakMap<readonly BoardRow[], Numbered>();

/** The different sayings of some rows, and which of them each row has. */
const sayingsOf = (rows: readonly BoardRow[]): Numbered => {
  const known = numbered.get(rows);
  if (known) return known;
  const sayings: Saying[] = [];
  const numbers = new Map<string, number>();
  const byRow = new Map<BoardRow, number>();
  for (const row of rows) {
    const text = sayingOf(row);
    const number = numbers.get(text) ?? sayings.push(JSON.parse(text)) - 1;
    numbers.set(text, number);
    byRow.set(row, number);
  }
  const made = { sayings, numberOf: (row: BoardRow) => byRow.get(row) ?? -1 };
  numbered.set(rows, made);
  return made;
};

const Handed = createContext<BoardData | null>(null);
/** While the server makes the page: what its loader handed to it. */
export const HandedProvider = Handed.Provider;

/** Which saying a row has, for the markup that a browser reads; null where nothing is read. */
export const useSayings = (): Numbered['numberOf'] | null => {
  const handed = useContext(Handed);
  return handed && sayingsOf(handed.news.body.board.answers).numberOf;
};

const ID = 'tableau';

type HandedBoardProps = {
  lines: readonly Line[];
  /** Of what the list shows no more is written. */
  isShown: (line: Line) => boolean;
};

/** What a browser cannot read in the rows. Nothing of it runs, and React leaves it alone. */
export const HandedBoard = ({ lines, isShown }: HandedBoardProps) => {
  const handed = useContext(Handed);
  const hasRows = !useHasFailed('rows');
  const hidden = handed && lines.filter((line) => !hasRows || !isShown(line));
  return (
    <script
      id={ID}
      type="application/json"
      suppressHydrationWarning
      // biome-ignore lint/security/noDangerouslySetInnerHtml: our own data, with no « < » in it
      dangerouslySetInnerHTML={{ __html: hidden ? written(handed, hidden) : '' }}
    />
  );
};

const written = ({ news, platforms }: BoardData, hidden: readonly Line[]): string => {
  const { answers, ...board } = news.body.board;
  const { sayings, numberOf } = sayingsOf(answers);
  const rest: Rest = {
    news: { ...news, body: { ...news.body, board } },
    platforms,
    sayings,
    hidden: hidden.map(({ row }) => [row.mutuelle, row.name, numberOf(row)]),
  };
  return JSON.stringify(rest).replaceAll('<', '\\u003c');
};

/** The board that came with this document, read once: rows are replaced later. */
let read: BoardData | null = null;

/**
 * The board as its loader gave it to whoever asked for it as data; null: as the loader handed it over, to this page while
 * the server makes it, to a browser in the markup.
 */
export const useHandedBoard = (given: BoardData | null): BoardData => {
  const handed = useContext(Handed);
  const known = given ?? handed;
  if (known) return known;
  read ??= readBoard();
  return read;
};

const readBoard = (): BoardData => {
  const { news, platforms, sayings, hidden } = JSON.parse(
    document.getElementById(ID)?.textContent ?? '',
  ) as Rest;
  const rowOf = (mutuelle: string, name: string, number: number): BoardRow[] => {
    const saying = sayings[number];
    return saying ? [{ mutuelle, name, ...saying }] : [];
  };
  // One's own mutuelles stand there a second time.
  const shown = [...document.querySelectorAll<HTMLElement>('.group:not(#mes-mutuelles) li[data-said]')];
  const answers = [
    ...shown.flatMap((item) => {
      const { mutuelle = '', said } = item.dataset;
      return rowOf(mutuelle, item.querySelector('.row-name')?.textContent ?? mutuelle, Number(said));
    }),
    ...hidden.flatMap((row) => rowOf(...row)),
  ].sort((a, b) => (a.mutuelle < b.mutuelle ? -1 : 1));
  return { platforms, news: { ...news, body: { ...news.body, board: { ...news.body.board, answers } } } };
};

let areRowsTaken = false;

/** Called by what holds the rows: once it is hydrated they are drawn here. */
export const useRowsTaken = (): void =>
  useEffect(() => {
    areRowsTaken = true;
  }, []);

/** Whether the rows that are drawn now stand in the page already, as the server wrote them. */
export const areRowsThere = (): boolean => read !== null && !areRowsTaken;
