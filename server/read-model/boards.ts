import { setImmediate } from 'node:timers/promises';
import type { Evidence } from '#server/domain/facts/evidence';
import { PROFESSIONS, type Profession } from '#server/domain/facts/vocabulary';
import { boardPlatforms, boardRows } from '#server/domain/judgement/board';
import { type Known, knownFacts } from '#server/domain/judgement/known-facts';
import type { ReadState } from './read-model';

/** The board of a profession, without a card. */
export type Board = {
  answers: ReturnType<typeof boardRows>;
  platforms: ReturnType<typeof boardPlatforms>;
};

/** A board, each line as it crosses the wire, by its id: what two boards are compared by. */
export type Lines = {
  answers: ReadonlyMap<string, string>;
  platforms: ReadonlyMap<string, string>;
};

type CachedBoard = { board: Board; lines: Lines | null };
type Judged = { known: Known; boards: Map<Profession, CachedBoard> };

const NO_CARD = { card: { code: null, csr: null }, concentrator: null };

/** By the evidence it rests on, which is one object as long as nothing turns: many ask, it is judged once. */
const judged = new WeakMap<Evidence, Judged>();

const cachedBoard = ({ directory, evidence, at, knownAt }: ReadState, profession: Profession) => {
  const own: Judged = judged.get(evidence) ?? {
    known: knownFacts(directory, evidence, at, knownAt),
    boards: new Map(),
  };
  judged.set(evidence, own);
  const question = { profession, ...NO_CARD };
  const cached: CachedBoard = own.boards.get(profession) ?? {
    board: { answers: boardRows(own.known, question), platforms: boardPlatforms(own.known, question) },
    lines: null,
  };
  own.boards.set(profession, cached);
  return cached;
};

export const boardOf = (read: ReadState, profession: Profession): Board =>
  cachedBoard(read, profession).board;

export const linesOf = (read: ReadState, profession: Profession): Lines => {
  const cached = cachedBoard(read, profession);
  cached.lines ??= {
    answers: new Map(cached.board.answers.map((row) => [row.mutuelle, JSON.stringify(row)])),
    platforms: new Map(cached.board.platforms.map((row) => [row.platform, JSON.stringify(row)])),
  };
  return cached.lines;
};

export const isJudged = (read: ReadState, profession: Profession): boolean =>
  Boolean(judged.get(read.evidence)?.boards.get(profession)?.lines);

/** Judges the missing boards one a task, so that others get the event loop in between. */
export const judgeInTurns = async (read: ReadState): Promise<void> => {
  for (const profession of PROFESSIONS) {
    if (isJudged(read, profession)) continue;
    await setImmediate();
    linesOf(read, profession);
  }
};

/** The ids whose line is not what it was, those that are gone left out. */
export const changedIn = (
  before: ReadonlyMap<string, string>,
  after: ReadonlyMap<string, string>,
): string[] => [...after].filter(([id, line]) => before.get(id) !== line).map(([id]) => id);
