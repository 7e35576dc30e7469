import { execFile } from 'node:child_process';
import { readdir, readFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import { worst } from './support';

/** What Linux says of another process, without asking it anything. */

const KILO = 1024;
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

/** Looks at a process's memory every `every` milliseconds. `at` in milliseconds since the first look. */
export const watchMemory = (pid: () => number, every = 250) => {
  const startedAt = performance.now();
  const seen: { at: number; bytes: number }[] = [];
  const look = async () => {
    const bytes = await residentOf(pid()).catch(() => null);
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
