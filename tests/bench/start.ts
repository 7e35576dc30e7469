import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { startServer } from '../faults/server';
import { median, progress, seconds } from '../faults/support';
import type { Measure } from './measure';
import { timesOf } from './measure';

const TIMES = 3;
/** Once started it counts availability and writes the published files. */
const REST = 15_000;

/** Until it listens, its database included; milliseconds. */
const startTime = async (dataDir?: string) => {
  const startedAt = performance.now();
  const server = await startServer(dataDir === undefined ? {} : { dataDir });
  return { server, took: performance.now() - startedAt };
};

/** Bytes of a process and of all it started or, for PostgreSQL, that work in its folder, each shared page once. */
const memoryOfAll = (dataDir: string, pid: number): number =>
  readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .filter((name) => Number(name) === pid || isOfFolder(name, dataDir))
    .reduce((sum, name) => sum + proportionalOf(name), 0);

const isOfFolder = (pid: string, dataDir: string): boolean => {
  try {
    const { ppid, args } = told(pid);
    return args.includes(dataDir) || told(ppid).args.includes(dataDir);
  } catch {
    return false;
  }
};

const told = (pid: string) => ({
  ppid: readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ')[1] ?? '',
  args: readFileSync(`/proc/${pid}/cmdline`, 'utf8'),
});

const proportionalOf = (pid: string): number => {
  try {
    const [, kilobytes] = /^Pss:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8')) ?? [];
    return Number(kilobytes) * 1024;
  } catch {
    return 0;
  }
};

const empty = async (): Promise<void> => {
  await once(spawn(process.execPath, ['-e', '0'], { stdio: 'ignore' }), 'exit');
};

/** From nothing to listening, and what it holds once it rests. */
export const start: Measure = {
  id: 'start',
  async run() {
    // The dashboard is built before the clock runs.
    await startTime();
    const floor = median(await timesOf(TIMES, empty));
    const fresh: number[] = [];
    const warm: number[] = [];
    let memory = Number.NaN;
    for (let time = 0; time < TIMES; time += 1) {
      progress('start', `${time + 1} of ${TIMES}`);
      const first = await startTime();
      fresh.push(first.took);
      await first.server.stop();
      const again = await startTime(first.server.dataDir);
      warm.push(again.took);
      if (time === TIMES - 1) {
        await pause(REST);
        memory = memoryOfAll(again.server.dataDir, again.server.pid()) / 1e6;
      }
    }
    const bare = `an empty node ${seconds(floor)}`;
    return [
      {
        what: 'npm start from built, a fresh database: ready',
        target: '< 4 s',
        measured: `${seconds(median(fresh))} (${bare})`,
        isMet: median(fresh) < 4_000,
      },
      {
        what: 'npm start from built, its own database stopped and started: ready',
        target: '< 1.5 s',
        measured: `${seconds(median(warm))} (${bare})`,
        isMet: median(warm) < 1_500,
      },
      {
        what: 'memory at rest, the server and its PostgreSQL, shared pages once',
        target: '< 250 MB',
        measured: Number.isNaN(memory) ? 'no /proc here' : `${memory.toFixed(0)} MB`,
        isMet: memory < 250,
      },
    ];
  },
};
