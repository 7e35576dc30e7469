import { execFile } from 'node:child_process';
import { readdir, readFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import { worst } from './support';

/** What Linux says of another process, without asking it anything. */

const KILO = 1024;
const MINUTE = 60_000;
export const MEGA = 1_000_000;

/** Bytes of memory in use. */
export const residentOf = async (pid: number): Promise<number> => {
  const status = await readFile(`/proc/${pid}/status`, 'utf8');
  return Number(/^VmRSS:\s+(\d+) kB$/m.exec(status)?.[1]) * KILO;
};

/** Files and sockets it holds open. */
export const descriptorsOf = async (pid: number): Promise<number> =>
  (await readdir(`/proc/${pid}/fd`)).length;

/** Those that it started itself, and that are there still. */
export const childrenOf = async (pid: number): Promise<number[]> => {
  const { stdout } = await promisify(execFile)('ps', ['-A', '-o', 'pid=,ppid=']);
  return stdout
    .split('\n')
    .map((line) => line.trim().split(/\s+/).map(Number))
    .flatMap(([child, parent]) => (child && parent === pid ? [child] : []));
};

export const megas = (bytes: number): string => `${(bytes / MEGA).toFixed(1)} MB`;

type Seen = { at: number; bytes: number };

/** Looks at a process's memory every `every` milliseconds. `at` in milliseconds since the first look. */
export const watchMemory = (pid: () => number, every = 250) =>
  watchBytes(() => residentOf(pid()).catch(() => null), every);

/** The same of whatever has a size; null: nothing is seen of it just now. */
export const watchBytes = (bytesOf: () => Promise<number | null>, every: number) => {
  const startedAt = performance.now();
  const seen: Seen[] = [];
  const look = async () => {
    const bytes = await bytesOf();
    if (bytes !== null) seen.push({ at: performance.now() - startedAt, bytes });
  };
  const timer = setInterval(() => void look(), every);
  return {
    seen,
    stop: async () => {
      clearInterval(timer);
      await look();
      return worst(seen.map(({ bytes }) => bytes));
    },
  };
};

/** Bytes a minute, by least squares. */
export const slopeOf = (seen: readonly Seen[]): number => {
  const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
  const [x, y] = [mean(seen.map(({ at }) => at)), mean(seen.map(({ bytes }) => bytes))];
  const [above, below] = seen.reduce(
    ([sum, squares], { at, bytes }) => [sum + (at - x) * (bytes - y), squares + (at - x) ** 2],
    [0, 0],
  );
  return (above / below) * MINUTE;
};
