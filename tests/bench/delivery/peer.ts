import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';
import { atEnd } from '../../faults/kit/support';

/** `first`: what came first, as it came; `connections`: the most there were at once. */
export type Taken = {
  taken: number;
  firstAt: number;
  lastAt: number;
  first: string | null;
  connections: number;
};

const PROGRAMS = {
  mail: new URL('../load/mail-peer.ts', import.meta.url),
  post: new URL('../load/post-peer.ts', import.meta.url),
};

/** Who takes messages, in a process of its own: a relay of mail, or whoever is brought things by HTTP. */
export const startPeer = async (what: keyof typeof PROGRAMS) => {
  const child: ChildProcess = fork(PROGRAMS[what], {
    execArgv: ['--import', 'tsx'],
  });
  atEnd(async () => void child.kill());
  const [{ port }] = (await once(child, 'message')) as [{ port: number }];
  const ask = async (question: 'count' | 'anew'): Promise<Taken> => {
    const answered = once(child, 'message');
    child.send(question);
    return (await answered)[0] as Taken;
  };
  return {
    url: `${what === 'mail' ? 'smtp' : 'http'}://127.0.0.1:${port}`,
    count: () => ask('count'),
    /** What came so far; it counts from none again. */
    anew: () => ask('anew'),
    /** Resolves once so many came, to how many a second. */
    all: async (many: number): Promise<number> => {
      for (;;) {
        const { taken, firstAt, lastAt } = await ask('count');
        if (taken >= many) return (1_000 * taken) / (lastAt - firstAt);
        await pause(50);
      }
    },
  };
};
export type Peer = Awaited<ReturnType<typeof startPeer>>;
