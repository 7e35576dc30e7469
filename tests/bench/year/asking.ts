import { Agent, request } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import type { Server } from '../../faults/kit/server';
import { progress } from '../../faults/kit/support';
import { cookiesOf, headersOf } from '../load/browsers';
import { processesOf, scheduledOf } from '../load/spending';
import type { Address, Group } from './addresses';

/** Asks addresses as browsers do, and counts what each answer took. */

/** What takes longer counts as this, milliseconds. */
export const GIVEN_UP = 60_000;
const TIMES = 5;
/** Of what takes so long once, one more time says nothing new. */
const SLOW = 2_000;
/** Once so much time was spent in a group, what is left of it is not asked. */
const ENOUGH = 600_000;

/** Milliseconds: on the wall, of processor of the server and its PostgreSQL. */
export type Answer = { path: string; group: Group; status: number; wall: number; processor: number };

const once = (
  agent: Agent,
  origin: string,
  path: string,
  headers: Record<string, string>,
): Promise<{ status: number }> =>
  new Promise((resolve) => {
    const asked = request(origin + path, { agent, headers, timeout: GIVEN_UP }, (response) => {
      response.resume();
      response.on('end', () => resolve({ status: response.statusCode ?? 0 }));
      response.on('error', () => resolve({ status: 0 }));
    });
    const late = setTimeout(() => asked.destroy(), GIVEN_UP);
    asked.on('error', () => resolve({ status: 0 }));
    asked.on('close', () => clearTimeout(late));
    asked.end();
  });

/** `session`: the cookies of somebody signed in, for what only they may read. */
export const askAll = async (
  server: Server,
  addresses: readonly Address[],
  session: string | null,
): Promise<Answer[]> => {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  const answers: Answer[] = [];
  const spent = new Map<Group, number>();
  for (const { path, group, isPage } of addresses) {
    if (group === 'space' && session === null) continue;
    const headers = {
      ...headersOf(isPage ? 'page' : 'JSON'),
      ...cookiesOf(group === 'space' && session !== null ? session : undefined),
    };
    for (let time = 0; time < TIMES && (spent.get(group) ?? 0) < ENOUGH; time += 1) {
      const before = scheduledOf(await processesOf(server.dataDir, server.pid()));
      const startedAt = performance.now();
      const { status } = await once(agent, server.origin, path, headers);
      const wall = performance.now() - startedAt;
      const processor = scheduledOf(await processesOf(server.dataDir, server.pid())) - before;
      spent.set(group, (spent.get(group) ?? 0) + wall);
      // What is not there, or not for this reader, costs nothing to say.
      if (status >= 400 && status < 500) break;
      const isAnswered = status >= 200 && status < 500;
      answers.push({
        path,
        group,
        status,
        wall: isAnswered ? wall : GIVEN_UP,
        processor: Math.max(0, processor),
      });
      if (wall > 200)
        progress('year', `${path} ${status}: ${wall.toFixed(0)} ms, ${processor.toFixed(0)} ms of processor`);
      if (wall > SLOW) break;
    }
  }
  agent.destroy();
  return answers;
};

/** Waits until the server and its PostgreSQL rest. Resolves to the processor that took, milliseconds. */
export const settled = async (server: Server, most = 240): Promise<number> => {
  const all = async () => scheduledOf(await processesOf(server.dataDir, server.pid()));
  const first = await all();
  for (let tries = 0, calm = 0; tries < most && calm < 5; tries += 1) {
    const before = await all();
    await pause(1_000);
    calm = (await all()) - before < 100 ? calm + 1 : 0;
  }
  return (await all()) - first;
};
