import type { ServerResponse } from 'node:http';
import { setImmediate } from 'node:timers/promises';
import { PROFESSIONS, type Profession } from '#server/domain/facts/vocabulary';
import { assigned } from './bare-socket';
import { isJudged, judgeInTurns, type Lines, linesOf } from './boards';
import { createChanges } from './changes';
import { changedIn } from './line-list';
import type { Message } from './messages';
import type { ReadModel, ReadState } from './read-model';
import { createStreams, type Place, type Room } from './streams';
import { guarded, oneAtATime } from './tasks';
import { createTold, type NewsOf } from './told';

/** Changes this close together are told as one: at most ten a second. */
const DEBOUNCE_MS = 100;
/** After a look, others have the machine for this share of the time it took. */
const REST = 1 / 4;
/** Nobody notifies us that an instant has passed or that LISTEN was lost, so look when the cached state is believed no longer. */
const LEAST_WAIT = 50;
/** While nobody waits here, only a listener lost in silence is missed so long: whoever asks has what is cached confirmed. */
const UNWATCHED_MS = 20_000;
/** After a look that failed, the next is no sooner. */
const RETRY_MS = 1_000;

type Given = {
  readModel: ReadModel;
  /** Counts a change that no fact made, if `seq` is still the last: an instant has passed and a judgement turned. */
  count: (seq: number) => Promise<unknown>;
  newsOf: NewsOf;
  room: Room;
  failed: (error: unknown) => void;
};

/** `lastSeq`: the last number this reader heard of, null: none. */
type Listening = Place & { lastSeq: number | null };

/** Follows the record, and tells waiting browsers which answers changed. */
export const createBoardFeed = ({ readModel, count, newsOf, room, failed }: Given) => {
  const changes = createChanges();
  const told = createTold(newsOf);
  let last: ReadState | null = null;
  let version: number | null = null;
  let next: NodeJS.Timeout | null = null;
  /** Ends when the cached state is believed no longer. */
  let doubting: NodeJS.Timeout | undefined;
  /** The last look failed: what it did not tell is no new change. */
  let isRetrying = false;
  /** Some professions were told of a change, and others not yet. */
  let isTelling = false;
  let isStopped = false;

  const whole = (profession: Profession): Message | null =>
    last &&
    told.state(last, profession, changes.boards.get(profession), { answers: null, platforms: null }, null);
  const streams = createStreams(room, whole, failed);

  const isBehind = (): boolean => {
    const present = readModel.version();
    return present === null || present !== version;
  };
  /** The database is away, and nothing it said is new since the last look. */
  const isOld = ({ age, seq, at }: ReadState): boolean =>
    age > 0 && last !== null && last.seq === seq && at <= last.at;
  const look = async (): Promise<void> => {
    const read = await readModel.read({ at: null, knownAt: null });
    if (!isBehind() || isOld(read)) return;
    const found = readModel.version();
    if (last?.seq === read.seq) await judgeInTurns(read);
    if (!isRetrying && last?.seq === read.seq && isAnyDifferent(changes.boards, read)) {
      const isCounted = await count(read.seq).then(
        () => true,
        (error: unknown) => {
          failed(error);
          return false;
        },
      );
      // The database is away: it is told all the same, under the number there is.
      if (isCounted) return readModel.invalidate();
    }
    const isMoved = last !== null && last.seq !== read.seq;
    const failures: unknown[] = [];
    const tellAll = (professions: readonly Profession[]) => {
      for (const profession of professions) {
        try {
          tell(profession, read, isMoved);
        } catch (error) {
          // Browsers that missed a change would show it as of now, so they are cut and come back to ask.
          streams.cut(profession);
          failures.push(error);
        }
      }
    };
    isTelling = true;
    // Each that is waited for is told as soon as it is judged, the most awaited first, before anybody else is listened to.
    const awaited = PROFESSIONS.filter((profession) => streams.waiting(profession) > 0);
    tellAll(awaited.sort((a, b) => streams.waiting(b) - streams.waiting(a)));
    const others = PROFESSIONS.filter((profession) => !awaited.includes(profession));
    for (const profession of others) {
      if (!isJudged(read, profession)) await setImmediate();
      tellAll([profession]);
    }
    last = read;
    isTelling = false;
    isRetrying = failures.length > 0;
    if (isRetrying) throw failures[0];
    version = found;
  };
  const tell = (profession: Profession, read: ReadState, isMoved: boolean): void => {
    const lines = linesOf(read, profession);
    const change = changes.take(profession, read.seq, lines);
    if (streams.waiting(profession) === 0) told.forget(profession);
    else if (change || isMoved) streams.tell(profession, told.change(read, profession, lines, change));
  };
  /** One look at a time, and another after it when something moved meanwhile. */
  const lookOnce = oneAtATime(look);
  const refresh = (wait = 0): void => {
    if (isStopped) return;
    next ??= setTimeout(guarded(lookAndGoOn, failed), wait);
    next.unref();
  };
  const lookAndGoOn = async (): Promise<void> => {
    const startedAt = performance.now();
    let isDone = false;
    try {
      await lookOnce();
      isDone = true;
    } catch (error) {
      failed(error);
    } finally {
      next = null;
    }
    const tookMs = performance.now() - startedAt;
    if (isBehind()) refresh(isDone ? Math.max(DEBOUNCE_MS - tookMs, tookMs * REST) : RETRY_MS);
    else waitUntilDoubted();
  };
  /** Somebody who asked may have had it confirmed meanwhile. */
  const waitUntilDoubted = (): void => {
    if (isStopped) return;
    clearTimeout(doubting);
    const over = () => (isBehind() ? refresh() : waitUntilDoubted());
    const wait = streams.count() > 0 ? readModel.believedFor() : Math.min(UNWATCHED_MS, readModel.goodFor());
    doubting = setTimeout(guarded(over, failed), Math.max(LEAST_WAIT, wait)).unref();
  };
  refresh();

  return {
    waiting: streams.count,
    vacancy: streams.vacancy,
    refresh: () => refresh(),
    /** Tells those who wait what has just been read; when nobody does, that can wait until others are served. */
    async tellFirst(): Promise<void> {
      if (streams.count() === 0) return refresh();
      if (!isStopped) await lookAndGoOn();
    },
    /** Resolves to false when there is nothing to tell yet. */
    async open(response: ServerResponse, { lastSeq, ...place }: Listening): Promise<boolean> {
      await assigned(response);
      if (!last) await lookOnce();
      // The stream's missed changes are known only once the board feed has caught up.
      else if (isTelling) await lookOnce().catch(() => undefined);
      if (!last) return false;
      const read = last;
      const first = place.professions.map((profession) => {
        told.begin(read, profession);
        if (lastSeq === null || lastSeq === read.seq) return told.once(read, '', () => told.here(read));
        const missed = changes.missed(profession, lastSeq, read.seq);
        const lines = changes.boards.get(profession);
        const since = missed.answers === null ? null : lastSeq;
        return told.once(read, `${profession} ${since}`, () =>
          told.state(read, profession, lines, missed, since),
        );
      });
      streams.open(response, place, [...new Set(first)]);
      if (streams.count() === 1) waitUntilDoubted();
      return true;
    },
    stop(): void {
      isStopped = true;
      clearTimeout(doubting);
      if (next) clearTimeout(next);
      streams.close();
    },
  };
};
export type BoardFeed = ReturnType<typeof createBoardFeed>;

const isAnyDifferent = (before: ReadonlyMap<Profession, Lines>, read: ReadState): boolean =>
  PROFESSIONS.some((profession) => {
    const { answers, platforms } = linesOf(read, profession);
    const held = before.get(profession);
    return (
      held !== undefined &&
      changedIn(held.answers, answers).length + changedIn(held.platforms, platforms).length > 0
    );
  });
