import type { Db } from '#db/database';
import { keepMonths } from '#db/observations';
import { blankReporters, forgetSalts } from '#db/reporters';
import { deleteOver, TABLES } from '#db/retention';
import { DAY, parisDay, shift } from '#server/domain/facts/intervals';
import { RESULTS_KEPT } from '#server/domain/facts/time-rules';

/** Rows taken away at once: writers wait for no more than that. */
const SLICE = 1_000;

/** Takes away what is kept no longer, table by table, in slices. */
export const keepNoLonger = async (db: Db, now: Date, signal?: AbortSignal): Promise<void> => {
  await keepMonths(db, now, RESULTS_KEPT);
  await forgetReporters(db, now, signal);
  for (const table of Object.keys(TABLES)) await inSlices(() => deleteOver(db, table, now, SLICE), signal);
};

/** Salts of before yesterday go, and whoever reported under them. */
export const forgetReporters = async (db: Db, now: Date, signal?: AbortSignal): Promise<void> => {
  const day = parisDay(shift(now, -DAY));
  await forgetSalts(db, day);
  for (const table of ['report', 'remark'] as const)
    await inSlices(() => blankReporters(db, table, day, SLICE), signal);
};

const inSlices = async (take: () => Promise<number>, signal?: AbortSignal): Promise<void> => {
  while (!signal?.aborted && (await take()) > 0);
};
