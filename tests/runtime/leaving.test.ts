import { once } from 'node:events';
import type { RequestListener } from 'node:http';
import { connect } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { readEnv } from '#server/env';
import { listen } from '#server/runtime/listening';

/** Keeps the loop, and all who ask, waiting. */
const block = (milliseconds: number): void => {
  for (const until = performance.now() + milliseconds; performance.now() < until; );
};

const LARGE = 40_000_000;

const listener: RequestListener = ({ url = '/' }, response) => {
  const [, milliseconds = '0'] = /^\/busy\/(\d+)$/.exec(url) ?? [];
  block(Number(milliseconds));
  response.end(url === '/large' ? Buffer.alloc(LARGE, 'x') : 'entendu');
};

/** Asks from a thread of its own, whose clock goes on while ours is busy. A connection is opened by its first question. */
const ASKING = `
  const { parentPort, workerData } = require('node:worker_threads');
  const { connect } = require('node:net');
  const held = new Map();
  const ask = ({ by, path }) => new Promise((resolve) => {
    const socket = held.get(by) ?? connect(workerData.port, '127.0.0.1');
    held.set(by, socket);
    const done = (word) => { socket.removeAllListeners(); socket.on('error', () => undefined); resolve(word); };
    let said = '';
    socket.on('data', (bytes) => { said += bytes; if (said.endsWith('entendu')) done(/Connection: (\\S+)/i.exec(said)[1]); });
    socket.on('error', ({ code }) => done(code));
    socket.on('close', () => done('closed'));
    socket.write('GET ' + path + ' HTTP/1.1\\r\\nHost: localhost\\r\\n\\r\\n');
  });
  parentPort.on('message', async (steps) => {
    const asked = steps.map(({ after, ...step }) => new Promise((resolve) => setTimeout(() => ask(step).then(resolve), after)));
    parentPort.postMessage(await Promise.all(asked));
  });
`;

type Step = { after: number; by: string; path: string };

describe('a server that leaves', () => {
  let listening: Awaited<ReturnType<typeof listen>>;
  let leaving: AbortController;
  let asking: Worker;
  const port = () => Number(new URL(listening.origin).port);
  const told = async (steps: Step[]): Promise<string[]> => {
    const answered = once(asking, 'message');
    asking.postMessage(steps);
    return (await answered)[0];
  };

  beforeEach(async () => {
    leaving = new AbortController();
    const said = vi.spyOn(process.stdout, 'write').mockReturnValue(true);
    listening = await listen(
      { ...readEnv({} as NodeJS.ProcessEnv), PORT: 0 },
      { leaving: leaving.signal, failed: (error) => String(error) },
      listener,
    );
    said.mockRestore();
    asking = new Worker(ASKING, { eval: true, workerData: { port: port() } });
  });
  afterEach(async () => {
    leaving.abort();
    await asking.terminate();
    await listening.stop();
  });

  it('answers what crossed its farewell while it was busy, as the last of the connection', async () => {
    const openings = ['first', 'second', 'reader'].map((by) => ({ after: 0, by, path: '/' }));
    expect(await told(openings)).toEqual(['keep-alive', 'keep-alive', 'keep-alive']);
    leaving.abort();
    const answers = told([
      { after: 600, by: 'first', path: '/busy/900' },
      { after: 1_100, by: 'second', path: '/busy/900' },
      { after: 2_000, by: 'reader', path: '/' },
    ]);
    await listening.stop();
    expect(await answers).toEqual(['close', 'close', 'close']);
  });
  it('lets in who called while it was busy, before the door is shut', async () => {
    expect(await told([{ after: 0, by: 'first', path: '/' }])).toEqual(['keep-alive']);
    leaving.abort();
    const answers = told([
      { after: 200, by: 'first', path: '/busy/900' },
      { after: 800, by: 'newcomer', path: '/' },
    ]);
    block(500);
    await listening.stop();
    expect(await answers).toEqual(['close', 'close']);
  });
  it('cuts no answer that has not left whole, and is not kept by those that were idle', async () => {
    const [slow, idle] = ['slow', 'idle'].map(() => connect(port(), '127.0.0.1'));
    if (!slow || !idle) throw new Error();
    const closed = Promise.all([once(slow, 'close'), once(idle, 'close')]);
    slow.write('GET /large HTTP/1.1\r\nHost: localhost\r\n\r\n');
    slow.pause();
    await pause(200);
    leaving.abort();
    const startedAt = performance.now();
    const stopped = listening.stop();
    await pause(2_500);
    let bytes = 0;
    slow.on('data', (chunk) => {
      bytes += chunk.length;
    });
    slow.resume();
    await Promise.all([closed, stopped]);
    expect(bytes).toBeGreaterThan(LARGE);
    expect(performance.now() - startedAt).toBeLessThan(6_500);
  });
});
