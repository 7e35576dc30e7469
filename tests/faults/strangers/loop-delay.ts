import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { makeFolder } from '../kit/support';

/** How long the event loop of a server was held, seen from inside; the server itself knows nothing of it. */

/** Of the timer that looks; what it finds late by more is the loop held. Milliseconds. */
const RESOLUTION = 1;
const PATIENCE = 10_000;

/** Loaded before the program: at each SIGUSR2 writes what it saw since the last one, milliseconds. */
const observer = (file: string): string => `
import { renameSync, writeFileSync } from 'node:fs';
import { monitorEventLoopDelay } from 'node:perf_hooks';
const delay = monitorEventLoopDelay({ resolution: ${RESOLUTION} });
delay.enable();
process.on('SIGUSR2', () => {
  const seen = [delay.max, delay.percentile(99.9)].map((each) => each / 1e6 - ${RESOLUTION});
  delay.reset();
  writeFileSync(${JSON.stringify(`${file}.part`)}, JSON.stringify({ max: seen[0], p999: seen[1] }));
  renameSync(${JSON.stringify(`${file}.part`)}, ${JSON.stringify(file)});
});`;

/** `args`: of node, for the server to be watched; `take`: what was seen of it since the last time, milliseconds. */
export const watchLoop = async () => {
  const file = join(await makeFolder(), 'loop-delay.json');
  return {
    args: ['--import', `data:text/javascript,${encodeURIComponent(observer(file))}`],
    take: async (pid: number): Promise<{ max: number; p999: number }> => {
      process.kill(pid, 'SIGUSR2');
      for (const deadline = Date.now() + PATIENCE; Date.now() < deadline; await pause(20)) {
        const text = await readFile(file, 'utf8').catch(() => null);
        if (text === null) continue;
        await rm(file);
        return JSON.parse(text);
      }
      throw new Error('la boucle du serveur ne répond pas');
    },
  };
};
