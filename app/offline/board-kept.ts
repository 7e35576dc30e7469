import type { BoardNews } from '../board/board-news';
import type { Heard } from '../client/ask';
import { type Copy, SIGNED, type SignedBoard, STANDING, type Standing, signedBoardAt } from './copy';
import { doubtOfSigned } from './doubts';

/** The board of the last signed state that this device verified, if it is of later than what is held; null: none is. */
export const boardKept = async (held: BoardNews): Promise<{ heard: Heard<BoardNews>; copy: Copy } | null> => {
  const cache = await caches.open(SIGNED);
  const [kept, standing] = await Promise.all([
    cache.match(signedBoardAt(held.board.profession)),
    cache.match(STANDING),
  ]);
  if (!kept || !standing) return null;
  const { copy, seq, serverAt, board }: SignedBoard = await kept.json();
  if (seq < held.board.seq || copy.knownAt <= Date.parse(held.at)) return null;
  const known: Standing = await standing.json();
  const at = new Date(copy.knownAt).toISOString();
  const body: BoardNews = {
    ...held,
    at,
    board: { ...board, seq, at, knownAt: at },
    // Told of other lines, incidents might contradict these: they are of the server alone.
    incidents: saysTheSame(board, held.board) ? held.incidents : null,
  };
  const age = Math.max(0, serverAt - copy.knownAt) / 1000;
  return {
    heard: { body, age, readAt: serverAt },
    copy: { ...copy, doubt: doubtOfSigned(known, copy.wall, Date.now()) },
  };
};

type Judged = Pick<BoardNews['board'], 'answers' | 'platforms'>;

const saysTheSame = (one: Judged, other: Judged): boolean => textOf(one) === textOf(other);

/** By lines, whatever their order and that of their fields; a page writes names as the trade does. */
const textOf = ({ answers, platforms }: Judged): string =>
  JSON.stringify(
    [...answers, ...platforms]
      .map(({ name: _, ...said }) => JSON.stringify(Object.entries(said).sort()))
      .sort(),
  );
