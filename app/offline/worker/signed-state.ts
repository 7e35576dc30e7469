import type { z } from 'zod';
import { professionNames } from '#server/contract/profession-names';
import type { snapshot } from '#server/contract/snapshot';
import { type CheckingKey, checkState } from '#server/contract/snapshot-check';
import { SIGNED, type SignedBoard, STANDING, type Standing, signedBoardAt } from '../copy';

/** The last signed state that was verified here, and what was refused since. */

type State = z.infer<typeof snapshot>;

const SNAPSHOT = '/api/v1/snapshot';
const KEYS = '/api/v1/signing-keys';

/** Read again no more often than this, ms. */
const RECENT_MS = 60_000;

const NONE: Standing = { seen: null, refused: null, askedAt: 0, wall: 0, parts: {} };

const signed = (): Promise<Cache> => caches.open(SIGNED);

export const standing = async (): Promise<Standing> => {
  const found = await (await signed()).match(STANDING);
  return found ? ((await found.json()) as Standing) : NONE;
};

/** Written each time something is kept or shown, so that a clock set back is seen to be. */
export const noteStanding = async (news: Partial<Standing>): Promise<void> => {
  const before = await standing();
  const next: Standing = { ...before, ...news, wall: Math.max(before.wall, Date.now()) };
  await (await signed()).put(STANDING, Response.json(next));
};

/** Reads the signed state again, verifies it, and keeps it if it is to be believed. `paths`: of the pages kept. */
export const refreshSigned = async (paths: readonly string[]): Promise<void> => {
  const { seen, askedAt } = await standing();
  const wall = Date.now();
  if (Math.abs(wall - askedAt) < RECENT_MS) return;
  const [answer, keys] = await Promise.all([ask(SNAPSHOT), keysNow()]);
  const bytes = new Uint8Array(await answer.clone().arrayBuffer());
  const signature = answer.headers.get('Snapshot-Signature') ?? (await (await ask(`${SNAPSHOT}.sig`)).text());
  const checked = await checkState<State>({ bytes, signature, keys, seen });
  if ('refused' in checked) return noteStanding({ refused: checked.refused.why, askedAt: wall });
  const { state, isSigned } = checked;
  // A browser that cannot verify has nothing that vouches for a copy.
  if (!isSigned) return noteStanding({ askedAt: wall });
  const cache = await signed();
  const serverAt = Date.parse(answer.headers.get('Date') ?? state.generatedAt);
  await cache.put(SNAPSHOT, answer);
  for (const board of state.boards) {
    const copy = { knownAt: Date.parse(state.generatedAt), wall, doubt: null };
    const kept: SignedBoard = { copy, seq: state.seq, serverAt, board };
    await cache.put(signedBoardAt(board.profession), Response.json(kept));
  }
  const { seq, generatedAt } = state;
  const parts = await digestsOf(state, paths);
  await noteStanding({ seen: { seq, generatedAt }, refused: null, askedAt: wall, parts });
};

/** What the state that is kept says of these pages. */
export const partsOf = async (paths: readonly string[]): Promise<Record<string, string>> => {
  const found = await (await signed()).match(SNAPSHOT);
  if (!found) return {};
  const own = await digestsOf((await found.json()) as State, paths);
  await noteStanding({ parts: { ...(await standing()).parts, ...own } });
  return own;
};

const ask = async (address: string): Promise<Response> => {
  const answer = await fetch(address, { cache: 'no-cache', credentials: 'omit' });
  if (!answer.ok) throw new Error(`${address} ${answer.status}`);
  return answer;
};

/** The keys we list; those we listed last when we do not answer. */
const keysNow = async (): Promise<readonly CheckingKey[]> => {
  const cache = await signed();
  const answer = await ask(KEYS).catch(() => cache.match(KEYS));
  if (!answer) return [];
  await cache.put(KEYS, answer.clone());
  return (await answer.json()).keys;
};

const digestsOf = async (state: State, paths: readonly string[]): Promise<Record<string, string>> =>
  Object.fromEntries(
    await Promise.all(paths.map(async (path) => [path, await digestOf(partOf(state, path))] as const)),
  );

/** What a state says of the things of a page: of one mutuelle its line and the operators, else all that may stand there. */
const partOf = ({ boards, platforms, incidents, notices, maintenances }: State, path: string): unknown => {
  const [slug, mutuelle] = path.split('/').slice(1);
  const board = boards.find(({ profession }) => professionNames[profession].slug === slug);
  if (!board) return [boards.map((each) => each.platforms), platforms, incidents, notices, maintenances];
  const lines = board.answers.filter((each) => !mutuelle || each.mutuelle === mutuelle);
  return [lines, board.platforms, incidents, notices];
};

const digestOf = async (part: unknown): Promise<string> => {
  const bytes = new TextEncoder().encode(JSON.stringify(part));
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
  return btoa(String.fromCharCode(...digest));
};
