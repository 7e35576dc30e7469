import { spawn } from 'node:child_process';
import { setTimeout as pause } from 'node:timers/promises';
import { startServer } from '../faults/kit/server';
import { progress } from '../faults/kit/support';
import { processesOf, proportionalOf, spentBetween, spentBy, sum } from './load/spending';
import { less, type Measure } from './measure';

/** Once started it counts availability and writes the published files; what it takes and holds is told after that. */
const REST = 1000 * (Number(process.env.BENCH_REST_SECONDS) || 300);
/** How long its processor is watched, at the end of the rest. */
const WATCHED = Math.min(120_000, REST / 2);

/** How long a bare node is watched, once it has started. */
const BARE = { started: 3_000, watched: 30_000 };
/**
 * Milliseconds of processor a minute of the least program that wakes once a second. A machine that lends its memory and
 * processors elsewhere bills each waking: 10 ms for nothing at all where this was written.
 */
const bareNode = async (): Promise<number> => {
  const bare = spawn(process.execPath, ['-e', 'setInterval(() => undefined, 1_000)'], { stdio: 'ignore' });
  try {
    await pause(BARE.started);
    const before = spentBy([bare.pid ?? 0]);
    await pause(BARE.watched);
    return spentBetween(before, spentBy([bare.pid ?? 0])) / (BARE.watched / 60_000);
  } finally {
    bare.kill();
  }
};

/** What it takes of the machine while nobody reads and nothing changes. */
export const rest: Measure = {
  id: 'rest',
  async run({ root }) {
    const floor = await bareNode();
    const server = await startServer({ root });
    const { dataDir } = server;
    progress('rest', `${(REST / 60_000).toFixed(1)} minutes`);
    await pause(REST - WATCHED);
    const all = () => processesOf(dataDir, server.pid());
    const before = spentBy(await all());
    await pause(WATCHED);
    const pids = await all();
    const minutes = WATCHED / 60_000;
    const after = spentBy(pids);
    const processor = spentBetween(before, after) / minutes;
    const ours = ((after.get(server.pid())?.own ?? 0) - (before.get(server.pid())?.own ?? 0)) / minutes;
    const memory = sum(pids.map(proportionalOf)) / 1e6;
    const node = proportionalOf(server.pid()) / 1e6;
    return [
      {
        what: 'processor a minute at rest, no reader, the server and its PostgreSQL',
        target: '< 0.3 s',
        measured: Number.isNaN(memory)
          ? 'no /proc here'
          : `${(processor / 1000).toFixed(2)} s (the server ${(ours / 1000).toFixed(2)} s; a bare node that wakes once a second ${(floor / 1000).toFixed(2)} s), over ${minutes.toFixed(1)} minutes`,
        isMet: processor < 300,
        figures: [less('processor a minute', processor)],
      },
      {
        what: `memory at rest, ${(REST / 60_000).toFixed(1)} minutes after the start, the server and its PostgreSQL, shared pages once`,
        target: '< 180 MB',
        measured: Number.isNaN(memory)
          ? 'no /proc here'
          : `${memory.toFixed(0)} MB (the server ${node.toFixed(0)} MB)`,
        isMet: memory < 180,
        figures: [less('memory', memory, 'MB')],
      },
    ];
  },
};
