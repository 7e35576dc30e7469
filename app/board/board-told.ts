import type { Told } from '../client/stream';
import type { BoardNews } from './board-news';

/** Null: a line came or went, and where it stands is not known. */
const merged = <T extends object>(
  held: readonly T[],
  told: readonly Partial<T>[],
  count: number,
  idOf: (row: Partial<T>) => unknown,
): T[] | null => {
  if (held.length !== count) return null;
  const news = new Map(told.map((row) => [idOf(row), row]));
  const rows = held.map((row) => {
    const id = idOf(row);
    const fresh = news.get(id);
    news.delete(id);
    return fresh ? { ...row, ...fresh } : row;
  });
  return news.size === 0 ? rows : null;
};

/** The board once it was told so; null: it must be asked for, as when a change before this one was not heard. */
export const boardTold = (news: BoardNews, told: Told): BoardNews | null => {
  const { board } = news;
  if (told.seq < board.seq) return news;
  if (told.since !== null && told.since > board.seq) return null;
  const answers = merged(board.answers, told.answers, told.of.answers, ({ mutuelle }) => mutuelle);
  const platforms = merged(board.platforms, told.platforms, told.of.platforms, ({ platform }) => platform);
  if (!answers || !platforms) return null;
  const { seq, at, incidents = news.incidents, notices = news.notices } = told;
  return {
    ...news,
    at,
    board: { ...board, seq, at, knownAt: at, answers, platforms },
    incidents,
    notices,
  };
};
