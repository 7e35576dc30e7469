import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { placeOf } from '#db/cluster/place';

/** What a server and its PostgreSQL take of the machine, by /proc; NaN without one. */

/** The postmaster of a DATA_DIR. */
export const postmasterOf = async (dataDir: string): Promise<number> => {
  const { data } = await placeOf(dataDir);
  return Number(readFileSync(join(data, 'postmaster.pid'), 'utf8').split('\n')[0]);
};

/** The server, the postmaster, and those that this one has now. */
export const processesOf = async (dataDir: string, pid: number): Promise<number[]> => {
  const postmaster = await postmasterOf(dataDir);
  return [pid, postmaster, ...childrenOf(postmaster)];
};

export const childrenOf = (pid: number): number[] => {
  try {
    return readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim().split(' ').map(Number);
  } catch {
    return [Number.NaN];
  }
};

/** Bytes of a process, pages that it shares with others in proportion. */
export const proportionalOf = (pid: number): number => {
  try {
    const [, kilobytes] = /^Pss:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8')) ?? [];
    return Number(kilobytes) * 1024;
  } catch {
    return Number.NaN;
  }
};

const TICK = 10;

/** Milliseconds of processor of a process, and of those it had and that are gone. */
type Spent = { own: number; gone: number };
export const spentBy = (pids: readonly number[]): Map<number, Spent> =>
  new Map(
    pids.flatMap((pid) => {
      try {
        const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ').map(Number) ?? [];
        const [own = 0, system = 0, gone = 0, goneSystem = 0] = fields.slice(11, 15);
        return [[pid, { own: (own + system) * TICK, gone: (gone + goneSystem) * TICK }] as const];
      } catch {
        return [];
      }
    }),
  );

/** Between two looks. What a process had spent before is not spent again when it goes. */
export const spentBetween = (
  before: ReadonlyMap<number, Spent>,
  after: ReadonlyMap<number, Spent>,
): number => {
  const all = (spent: ReadonlyMap<number, Spent>) =>
    sum([...spent.values()].map(({ own, gone }) => own + gone));
  return all(after) - all(before);
};

export const sum = (values: Iterable<number>): number => [...values].reduce((total, each) => total + each, 0);

/** Milliseconds of processor of some processes so far, as the scheduler counts them: to less than a thousandth. */
export const scheduledOf = (pids: readonly number[]): number =>
  sum(
    pids.flatMap((pid) => {
      try {
        return readdirSync(`/proc/${pid}/task`).map((task) => {
          const [nanoseconds] = readFileSync(`/proc/${pid}/task/${task}/schedstat`, 'utf8').split(' ');
          return Number(nanoseconds) / 1e6;
        });
      } catch {
        return [];
      }
    }),
  );
