import { addAbortListener, setMaxListeners } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';
import type { Db } from '#db/database';
import { keepMonths } from '#db/observations';
import { blankReporters, forgetSalts } from '#db/reporters';
import { deleteOver, TABLES } from '#db/retention';
import { tellEndingKeys } from '#server/accounts/keys';
import { keepNarrowings } from '#server/accounts/restrictions';
import { postLetters } from '#server/delivery/letters/post';
import { postSubscriptionLetters } from '#server/delivery/letters/subscription';
import { DAY, HOUR, MINUTE, parisDay, SECOND, shift } from '#server/domain/facts/intervals';
import { RESULTS_KEPT } from '#server/domain/facts/time-rules';
import type { Deps } from '#server/http/deps';
import type { JobState } from '#server/http/operations/metrics';
import { readLeftPayloads } from '#server/inbound/intake';
import { keepCounted, type Recovered } from '#server/measurements/availability';
import { keepResults } from '#server/measurements/results';
import type { Outbound } from '#server/outbound/targets';
import { createProbeClock, readReference } from '#server/probes/clock';
import { guarded } from '#server/read-model/tasks';
import type { Runtime } from './bootstrap';
import { holdLeadership } from './leader';
import { readSources } from './source-readings';
import { readSummaries } from './summary-readings';

/** How long leaving waits for what is at work, milliseconds. */
const LAST_WORK = 3_000;

/**
 * A task that the leader repeats. `every`: milliseconds from the end of one run to the start of the next; sooner when
 * `wokenBy` says so.
 */
export type Job = {
  name: string;
  every: number;
  run: (signal: AbortSignal) => Promise<unknown>;
  wokenBy?: (wake: () => void, until: AbortSignal) => void;
};
/** From being woken to the start: those who wait are told first, and changes close together are one. */
const WAKE_MS = 100;
/** A program that starts answers first. */
const FIRST_MS = 500;

/** Runs each job soon, then at its own pace, never twice at once; a failure is reported, and the job runs on. */
export const scheduleJobs = (
  jobs: readonly Job[],
  now: () => Date,
  failed: (error: unknown, name: string) => void,
) => {
  const states = new Map<string, JobState>(
    jobs.map(({ name }) => [name, { name, doneAt: null, took: 0, failures: 0 }]),
  );
  const once = async ({ name, run }: Job, signal: AbortSignal) => {
    const state = states.get(name);
    try {
      const startedAt = now();
      await run(signal);
      if (state) Object.assign(state, { doneAt: now(), took: +now() - +startedAt });
    } catch (error) {
      if (state) state.failures += 1;
      if (!signal.aborted) failed(error, name);
    }
  };
  const atWork = new Set<Promise<void>>();
  return {
    states: () => [...states.values()],
    /** Resolves once the jobs at work when leadership ended have ended too, or after LAST_WORK. */
    settled: () => Promise.race([Promise.allSettled(atWork), pause(LAST_WORK, undefined, { ref: false })]),
    start: (signal: AbortSignal) => {
      for (const job of jobs) {
        let next: NodeJS.Timeout | null = null;
        let isWoken = false;
        const turn = async () => {
          [next, isWoken] = [null, false];
          const work = once(job, signal);
          atWork.add(work);
          try {
            await work;
          } finally {
            atWork.delete(work);
            if (!signal.aborted) next = setTimeout(again, isWoken ? WAKE_MS : job.every);
          }
        };
        const again = guarded(turn, (error) => failed(error, job.name));
        const wake = () => {
          if (next && !isWoken) {
            clearTimeout(next);
            next = setTimeout(again, WAKE_MS);
          }
          isWoken = true;
        };
        job.wokenBy?.(wake, signal);
        addAbortListener(signal, () => next && clearTimeout(next));
        next = setTimeout(again, FIRST_MS);
      }
    },
  };
};

/** The jobs of the service, whichever instance is the leader. */
export const createJobs = (
  { database, now, clock, failing }: Runtime,
  deps: LettersDeps & Pick<Deps, 'security' | 'failed' | 'outbound'>,
  { publish, onMove }: { publish: Job['run']; onMove: NonNullable<Job['wokenBy']> },
) => {
  const { db } = database;
  const recovered: Recovered = new Set();
  const jobs: Job[] = [
    {
      name: 'retention',
      every: HOUR,
      // What is taken away does not come back once the clock is right.
      run: async (signal) => clock.doubt() ?? keepNoLonger(db, now(), signal),
    },
    { name: 'availability', every: MINUTE, run: (signal) => keepCounted(db, now, signal, recovered) },
    { name: 'keys', every: HOUR, run: () => tellEndingKeys(deps) },
    { name: 'sources', every: MINUTE, run: (signal) => readSources({ ...deps, now }, signal) },
    { name: 'summaries', every: MINUTE, run: (signal) => readSummaries({ ...deps, now }, signal) },
    { name: 'inbound', every: 5 * SECOND, run: (signal) => readLeftPayloads(db, now(), signal) },
    { name: 'restrictions', every: MINUTE, run: () => keepNarrowings(db, now()) },
    { name: 'published', every: 5 * SECOND, run: publish, wokenBy: onMove },
    ...lettersJob(deps, onMove),
  ];
  const failed = failing('tâche à refaire');
  return scheduleJobs(jobs, now, (error, job) => failed(error, { job }));
};

type LettersDeps = Pick<Deps, 'db' | 'now' | 'readModel' | 'secrets' | 'words' | 'channels' | 'publicUrl'>;

/** Mails to those who write: none without a relay, or without an address that they could follow. */
const lettersJob = (
  { channels, publicUrl, words, ...deps }: LettersDeps,
  wokenBy: NonNullable<Job['wokenBy']>,
): Job[] => {
  const { relay } = channels;
  if (relay === null || publicUrl === null) return [];
  const given = { ...deps, relay, origin: new URL(publicUrl).origin };
  const toWriters = { ...given, words: words.letters };
  const toSubscribers = { ...given, words: words.subscriptionLetters };
  return [
    { name: 'letters', every: 15 * SECOND, run: (signal) => postLetters(toWriters, signal), wokenBy },
    // Whoever asked looks for it at once.
    {
      name: 'subscription-letters',
      every: 2 * SECOND,
      run: (signal) => postSubscriptionLetters(toSubscribers, signal),
    },
  ];
};

/** The probes that are due are looked for no more often. */
const PROBES_LOOKED_AT = SECOND;
/** What changes a probe moves the number of the record: this is for a listener lost in silence. */
const READ_PROBES_AGAIN = 30 * SECOND;

/** Of many instances over one database, the leader runs the jobs and the probes. */
export const serveAsLeader = (
  { env, database, now, clock: ourClock, failing }: Runtime,
  outbound: Outbound,
  jobs: ReturnType<typeof scheduleJobs>,
  onMove: NonNullable<Job['wokenBy']>,
) => {
  const failed = failing('sonde à refaire');
  const clock = createProbeClock({
    db: database.db,
    now,
    outbound,
    reference: env.PROBE_REFERENCE === undefined ? null : readReference(env.PROBE_REFERENCE),
    keep: (results) => database.db.transaction().execute((trx) => keepResults(trx, results, now())),
    failed,
    readAgain: READ_PROBES_AGAIN,
  });
  const lead = (signal: AbortSignal) => {
    // Each job listens to it: Node would take more than ten for a leak.
    setMaxListeners(0, signal);
    ourClock.judge(signal);
    jobs.start(signal);
    clock.begin(signal);
    let next: NodeJS.Timeout | undefined;
    let isSoon = false;
    const tick = (): void => {
      isSoon = false;
      guarded(clock.turn, failed)();
      wait(Math.max(PROBES_LOOKED_AT, clock.rest()));
    };
    const wait = (ms: number): void => {
      clearTimeout(next);
      if (!signal.aborted) next = setTimeout(tick, ms);
    };
    const moved = (): void => {
      clock.moved();
      if (!isSoon) wait(PROBES_LOOKED_AT);
      isSoon = true;
    };
    onMove(moved, signal);
    addAbortListener(signal, () => clearTimeout(next));
    wait(PROBES_LOOKED_AT);
  };
  const leader = holdLeadership(database.sessions, lead, failing('service suspendu'));
  return { ...leader, probeLag: clock.lag };
};

/** Rows taken away at once: writers wait for no more than that. */
const SLICE = 1_000;

/** Takes away what is kept no longer, table by table, in slices. */
export const keepNoLonger = async (db: Db, now: Date, signal?: AbortSignal): Promise<void> => {
  await keepMonths(db, now, RESULTS_KEPT);
  await forgetReporters(db, now, signal);
  for (const table of Object.keys(TABLES)) await inSlices(() => deleteOver(db, table, now, SLICE), signal);
};

/** Deletes salts older than yesterday, and blanks the reporters known under them. */
export const forgetReporters = async (db: Db, now: Date, signal?: AbortSignal): Promise<void> => {
  const day = parisDay(shift(now, -DAY));
  await forgetSalts(db, day);
  for (const table of ['report', 'remark'] as const)
    await inSlices(() => blankReporters(db, table, day, SLICE), signal);
};

const inSlices = async (take: () => Promise<number>, signal?: AbortSignal): Promise<void> => {
  while (!signal?.aborted && (await take()) > 0);
};
