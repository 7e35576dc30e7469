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
/** Not counted: a program that has just started has not made its code fast. */
const WARM = 2;
const TIMES = 5;
/** Before these rounds something changed, so that what is kept is made anew. */
const AFTER_A_CHANGE = [0, 2];
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

/**
 * Each address in turn, and all of them again. `session`: the cookies of somebody signed in, for what only they may read;
 * `change`: makes something change that readers are told.
 */
export const askAll = async (
  server: Server,
  addresses: readonly Address[],
  session: string | null,
  change: () => Promise<unknown>,
): Promise<Answer[]> => {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  const spent = new Map<Group, number>();
  const answers: Answer[] = [];
  const over = new Set<string>();
  const asked = addresses.filter(({ group }) => group !== 'space' || session !== null);
  for (let round = -WARM; round < TIMES; round += 1) {
    progress('year', round < 0 ? 'warming up' : `round ${round + 1} of ${TIMES}`);
    if (AFTER_A_CHANGE.includes(round)) await change();
    for (const { path, group, isPage } of asked) {
      if (over.has(path) || (spent.get(group) ?? 0) > ENOUGH) continue;
      const headers = {
        ...headersOf(isPage ? 'page' : 'JSON'),
        ...cookiesOf(group === 'space' && session !== null ? session : undefined),
      };
      const before = scheduledOf(await processesOf(server.dataDir, server.pid()));
      const startedAt = performance.now();
      const { status } = await once(agent, server.origin, path, headers);
      const wall = performance.now() - startedAt;
      const processor = scheduledOf(await processesOf(server.dataDir, server.pid())) - before;
      spent.set(group, (spent.get(group) ?? 0) + wall);
      // What is not there, or not for this reader, costs nothing to say.
      const isRefused = status >= 400 && status < 500;
      if (isRefused || wall > SLOW) over.add(path);
      if (isRefused || (round < 0 && wall <= SLOW)) continue;
      const isAnswered = status >= 200 && status < 500;
      answers.push({
        path,
        group,
        status,
        wall: isAnswered ? wall : GIVEN_UP,
        processor: Math.max(0, processor),
      });
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
