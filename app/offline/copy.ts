import type { Board } from '#server/contract/answers';

/** What a service worker keeps, as the pages it keeps it for read it. Milliseconds. */

/**
 * Of a document that a worker serves in place of ours. `knownAt`: what vouches for it is of then, by the server's clock;
 * `wall`: what this device's clock said when it came; `doubt`: why nothing vouches for it any more, in words; null: it does.
 */
export type Copy = { knownAt: number; wall: number; doubt: string | null };

/** Where it stands on the document's root, and what that wears until the page counts by itself. */
export const COPY_MARK = 'data-copy';

/** Null: this document came from us. */
export const readCopy = (): Copy | null => {
  const { copy } = document.documentElement.dataset;
  return copy === undefined ? null : (JSON.parse(copy) as Copy);
};

/**
 * What this device knows of signed states. `seen`: of the last that was believed; null: none. `refused`: why the last that
 * came was not. `wall`: the latest that this device's clock said here. `parts`: a digest of what the state says of each page
 * that is kept, by its path.
 */
export type Standing = {
  seen: { seq: number; generatedAt: string } | null;
  refused: string | null;
  askedAt: number;
  wall: number;
  parts: Readonly<Record<string, string>>;
};

/** Where they are kept. No page of ours has these addresses. */
export const PAGES = 'comptoir-pages-1';
export const SIGNED = 'comptoir-signe-1';
export const STANDING = '/hors-ligne/etat';
export const signedBoardAt = (profession: string): string => `/hors-ligne/${profession}`;

/** A board of the last signed state that was verified. `seq`: its number; `serverAt`: when it came, by the server's clock. */
export type SignedBoard = {
  copy: Copy;
  seq: number;
  serverAt: number;
  board: Omit<Board, 'at' | 'knownAt' | 'seq'>;
};

/** What a page says to the worker: to keep it, with the files it runs on. */
export type Keep = { keep: string; files: readonly string[] };
