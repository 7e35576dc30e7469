import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { placeOf } from '#db/cluster/place';
import { startServer } from '../faults/kit/server';
import { median, progress, seconds } from '../faults/kit/support';
import { less, type Measure, timesOf } from './measure';

const TIMES = 3;
/** Once started it counts availability and writes the published files; what it holds is told after that. */
const REST = 1000 * (Number(process.env.BENCH_REST_SECONDS) || 300);

/** Until it listens, its database included; milliseconds. */
const startTime = async (root: string, dataDir?: string) => {
  const startedAt = performance.now();
  const server = await startServer({ root, ...(dataDir === undefined ? {} : { dataDir }) });
  return { server, took: performance.now() - startedAt };
};

/** Bytes of a process and of those of PostgreSQL that work in its folder, each shared page once; NaN without /proc. */
const memoryOfAll = async (dataDir: string, pid: number): Promise<number> => {
  const { data } = await placeOf(dataDir);
  const postmaster = Number(readFileSync(join(data, 'postmaster.pid'), 'utf8').split('\n')[0]);
  const all = [pid, postmaster, ...childrenOf(postmaster)];
  return all.reduce((sum, each) => sum + proportionalOf(each), 0);
};

const childrenOf = (pid: number): number[] => {
  try {
    return readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim().split(' ').map(Number);
  } catch {
    return [Number.NaN];
  }
};

const proportionalOf = (pid: number): number => {
  try {
    const [, kilobytes] = /^Pss:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8')) ?? [];
    return Number(kilobytes) * 1024;
  } catch {
    return Number.NaN;
  }
};

const empty = async (): Promise<void> => {
  await once(spawn(process.execPath, ['-e', '0'], { stdio: 'ignore' }), 'exit');
};

/** From nothing to listening, and what it holds once it rests. */
export const start: Measure = {
  id: 'start',
  async run({ root }) {
    // The dashboard is built before the clock runs.
    await (await startTime(root)).server.stop();
    const floor = median(await timesOf(TIMES, empty));
    const fresh: number[] = [];
    const warm: number[] = [];
    let memory = Number.NaN;
    for (let time = 0; time < TIMES; time += 1) {
      progress('start', `${time + 1} of ${TIMES}`);
      const first = await startTime(root);
      fresh.push(first.took);
      await first.server.stop();
      const again = await startTime(root, first.server.dataDir);
      warm.push(again.took);
      if (time < TIMES - 1) await again.server.stop();
      else {
        await pause(REST);
        memory = (await memoryOfAll(again.server.dataDir, again.server.pid())) / 1e6;
      }
    }
    const bare = `an empty node ${seconds(floor)}`;
    return [
      {
        what: 'npm start from built, a fresh database: ready',
        target: '< 2.5 s',
        measured: `${seconds(median(fresh))} (${bare})`,
        isMet: median(fresh) < 2_500,
        figures: [less('ready', median(fresh))],
      },
      {
        what: 'npm start from built, its own database stopped and started: ready',
        target: '< 0.9 s',
        measured: `${seconds(median(warm))} (${bare})`,
        isMet: median(warm) < 900,
        figures: [less('ready', median(warm))],
      },
      {
        what: `memory at rest, ${REST / 60_000} minutes after the start, the server and its PostgreSQL, shared pages once`,
        target: '< 180 MB',
        measured: Number.isNaN(memory) ? 'no /proc here' : `${memory.toFixed(0)} MB`,
        isMet: memory < 180,
        figures: [less('memory', memory, 'MB')],
      },
    ];
  },
};
