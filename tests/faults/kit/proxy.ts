import { once } from 'node:events';
import { connect, createServer, type NetConnectOpts, type Socket } from 'node:net';
import { atEnd } from './support';

/**
 * How a way is broken. `slow`: each answer comes that many milliseconds later; `swallowing`: what goes either way is
 * lost, without a word, and what passed there is lost for good; `cutting`: one answer in so many ends in its middle.
 */
type Breakage =
  | { kind: 'none' }
  | { kind: 'slow'; by: number }
  | { kind: 'swallowing' }
  | { kind: 'cutting'; oneIn: number };

/** A way of our own to a server, that can be broken. Closed at the end. */
export const openProxy = async (target: NetConnectOpts) => {
  let breakage: Breakage = { kind: 'none' };
  let answers = 0;
  let to = target;
  const open = new Set<Socket>();
  const proxy = createServer((near) => {
    const far = connect(to);
    let isDead = false;
    let lastAt = 0;
    const isSwallowed = () => {
      isDead ||= breakage.kind === 'swallowing';
      return isDead;
    };
    near.on('data', (bytes) => {
      if (!isSwallowed()) far.write(bytes);
    });
    far.on('data', (bytes) => {
      if (isSwallowed()) return;
      answers += 1;
      if (breakage.kind === 'cutting' && answers % breakage.oneIn === 0) {
        near.write(bytes.subarray(0, Math.floor(bytes.length / 2)), () => near.resetAndDestroy());
        return;
      }
      // Never before what came first, whatever the way has become since.
      const at = Math.max(lastAt, performance.now() + (breakage.kind === 'slow' ? breakage.by : 0));
      lastAt = at;
      if (at <= performance.now()) near.write(bytes);
      else setTimeout(() => near.writable && near.write(bytes), at - performance.now());
    });
    for (const [one, other] of [
      [near, far],
      [far, near],
    ] as const) {
      open.add(one);
      one.on('error', () => undefined);
      one.once('close', () => {
        open.delete(one);
        other.destroy();
      });
    }
  }).listen(0, '127.0.0.1');
  await once(proxy, 'listening');
  atEnd(async () => {
    for (const each of open) each.destroy();
    proxy.close();
  });
  const address = proxy.address();
  return {
    port: typeof address === 'object' && address ? address.port : 0,
    become: (next: Breakage) => {
      breakage = next;
    },
    /** Leads elsewhere from now on; who is on the way is cut off. */
    moveTo: (next: NetConnectOpts) => {
      to = next;
      for (const each of open) each.destroy();
    },
  };
};
export type Way = Awaited<ReturnType<typeof openProxy>>;
