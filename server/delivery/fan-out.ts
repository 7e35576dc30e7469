import { setTimeout as pause, setImmediate } from 'node:timers/promises';
import type { Db } from '#db/database';
import {
  appendFanOutChanges,
  type FanOut,
  forgetFanOutChanges,
  isAnybodyTold,
  joinFollowers,
  keepFanOut,
  keepFanOutValues,
  lockFanOut,
  oweMessages,
  type RankedReach,
  readFanOut,
  readFanOutValues,
} from '#db/fan-outs';
import { addHandOvers } from '#db/handing-over';
import { type Channel, PROFESSIONS, type Profession } from '#server/domain/facts/vocabulary';
import { answerStates } from '#server/domain/following/answer-states';
import {
  type Change,
  changesBetween,
  type Followed,
  PRIORITY,
  reachOfChange,
} from '#server/domain/following/changes';
import { nextTold, stories } from '#server/domain/following/story-states';
import { type Known, knownFacts } from '#server/domain/judgement/known-facts';
import { type Board, boardOf, judgeInTurns } from '#server/read-model/boards';
import type { ReadModel, ReadState } from '#server/read-model/read-model';
import { oneAtATime } from '#server/read-model/tasks';

/** The record as it is now, and the fan-out that says the same. `until`: when something is told by time alone. */
export type Judged = { read: ReadState; known: Known; number: number; until: Date | null };

type Given = { db: Db; readModel: ReadModel; channels: readonly Channel[] };

const NOW = { at: null, knownAt: null };

/** Another instance has read more than this one; milliseconds. */
const BEHIND = { tries: 10, apart: 200 };

/** What is known cannot be told: the database does not confirm it, or another instance knows more. */
class NothingSure extends Error {}

/**
 * Brings what may be followed up to now: finds what turned since the last fan-out, whoever made it, and owes it to those
 * whom it concerns.
 */
export const createFanOut = ({ db, readModel, channels }: Given) => {
  /** As last fanned out; `number` tells whether that is still so. */
  let held: { number: number; values: ReadonlyMap<string, string> } | null = null;
  let last: { evidence: object; fanOut: FanOut; until: Date | null } | null = null;

  /** Null: there is more to be known than what was read here. */
  const bring = async (): Promise<Judged | null> => {
    const read = await readModel.read(NOW);
    if (read.age > 0) throw new NothingSure('L’état n’est confirmé par rien : rien n’est envoyé.');
    const known = knownFacts(read.directory, read.evidence, read.at, read.knownAt);
    const before = await readFanOut(db);
    if (before.committed > read.seq || isAhead(before, read)) return null;
    if (last && isLast(last, before, read)) return { read, known, number: before.number, until: last.until };
    await judgeInTurns(read);
    const followed = await followedIn(read, known);
    const until = nextTold(read.evidence, read.at);
    const fanOut = await db.transaction().execute((trx) => compare(trx, read, followed));
    if (fanOut === null) return null;
    last = { evidence: read.evidence, fanOut, until };
    return { read, known, number: fanOut.number, until };
  };

  const compare = async (trx: Db, read: ReadState, followed: Followed): Promise<FanOut | null> => {
    const before = await lockFanOut(trx);
    if (isAhead(before, read)) return null;
    const values = held?.number === before.number ? held.values : await readFanOutValues(trx);
    // While nobody is told of anything the past is nobody's news.
    const changes = (await isAnybodyTold(trx)) ? changesBetween(values, followed, before.at) : [];
    const number = before.number + Number(changes.length > 0);
    const now = new Map([
      ...followed.answers,
      ...followed.stories.map(({ key, state }) => [key, state] as const),
    ]);
    await keepFanOutValues(
      trx,
      [...now].filter(([subject, value]) => values.get(subject) !== value),
      [...values.keys()].filter((subject) => !now.has(subject)),
    );
    if (changes.length > 0) {
      await appendFanOutChanges(trx, number, changes);
      await oweMessages(trx, number, reachesOf(changes));
      await addHandOvers(trx, channels);
      await forgetFanOutChanges(trx);
    }
    await joinFollowers(trx, number);
    const fanOut = { number, seq: read.seq, at: read.at };
    await keepFanOut(trx, fanOut);
    held = { number, values: now };
    return fanOut;
  };

  return oneAtATime(async (): Promise<Judged> => {
    for (let tries = 0; tries < BEHIND.tries; tries += 1) {
      const judged = await bring().catch((error: unknown) => {
        // Of a transaction that was not committed nothing is held.
        held = null;
        throw error;
      });
      if (judged) return judged;
      readModel.invalidate();
      await pause(BEHIND.apart, undefined, { ref: false });
    }
    throw new NothingSure('Une autre instance en sait plus que celle-ci : rien n’est envoyé d’ici.');
  });
};

const isAhead = ({ seq, at }: FanOut, read: ReadState): boolean =>
  seq > read.seq || (at !== null && at > read.at);

const isLast = (
  last: { evidence: object; fanOut: FanOut; until: Date | null },
  { number, seq }: FanOut,
  read: ReadState,
): boolean =>
  last.evidence === read.evidence &&
  last.fanOut.number === number &&
  last.fanOut.seq === seq &&
  seq === read.seq &&
  (last.until === null || read.at < last.until);

const followedIn = async (read: ReadState, known: Known): Promise<Followed> => {
  const answers = new Map<string, string>();
  for (const profession of PROFESSIONS) {
    // Others have their turn in between.
    await setImmediate();
    for (const [subject, state] of statesOf(known, profession, boardOf(read, profession)))
      answers.set(subject, state);
  }
  return { answers, stories: stories(known, read.evidence) };
};

/** A board of which nothing has turned is the same object. */
const statesOf = (known: Known, profession: Profession, board: Board): readonly [string, string][] => {
  const kept = states.get(board) ?? answerStates(known, profession, board);
  states.set(board, kept);
  return kept;
};
const states = new WeakMap<Board, readonly [string, string][]>();

/** Reaches that differ by their mutuelles and platforms alone are one. */
const reachesOf = (changes: readonly Change[]): RankedReach[] => {
  const merged = new Map<string, RankedReach & { mutuelles: string[]; platforms: string[] }>();
  for (const { mutuelles, platforms, ...reach } of changes.flatMap(reachOfChange)) {
    const key = JSON.stringify(reach);
    const one = merged.get(key) ?? { ...reach, mutuelles: [], platforms: [], priority: PRIORITY[reach.kind] };
    one.mutuelles.push(...mutuelles);
    one.platforms.push(...platforms);
    merged.set(key, one);
  }
  return [...merged.values()];
};
