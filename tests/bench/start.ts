import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { startServer } from '../faults/kit/server';
import { median, progress, seconds } from '../faults/kit/support';
import { less, type Measure, timesOf } from './measure';

const TIMES = 3;

/** Until it listens, its database included; milliseconds. */
const startTime = async (root: string, dataDir?: string) => {
  const startedAt = performance.now();
  const server = await startServer({ root, ...(dataDir === undefined ? {} : { dataDir }) });
  return { server, took: performance.now() - startedAt };
};

const empty = async (): Promise<void> => {
  await once(spawn(process.execPath, ['-e', '0'], { stdio: 'ignore' }), 'exit');
};

/** From nothing to listening. */
export const start: Measure = {
  id: 'start',
  async run({ root }) {
    // The dashboard is built before the clock runs.
    await (await startTime(root)).server.stop();
    const floor = median(await timesOf(TIMES, empty));
    const fresh: number[] = [];
    const warm: number[] = [];
    for (let time = 0; time < TIMES; time += 1) {
      progress('start', `${time + 1} of ${TIMES}`);
      const first = await startTime(root);
      fresh.push(first.took);
      await first.server.stop();
      const again = await startTime(root, first.server.dataDir);
      warm.push(again.took);
      await again.server.stop();
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
    ];
  },
};
