import { once } from 'node:events';
import { createServer } from 'node:http';
import { afterEach, describe, expect, it } from 'vitest';
import { createResponseCache } from '#server/read-model/response-cache/response-cache';

/** A database that is heard or not, a site that says what it is asked and how old its answer is. */
const aWorld = async () => {
  const world = { version: 1 as number | null, held: 1, said: 'un', age: 0, asked: 0, isBroken: false };
  const failures: unknown[] = [];
  const answer = () => {
    world.asked += 1;
    const age: Record<string, string> = world.age > 0 ? { Age: String(world.age) } : {};
    return new Response(world.said, { headers: { ETag: `W/"${world.said}"`, ...age } });
  };
  const versions = {
    current: () => world.version,
    held: () => world.held,
    revalidate: () => (world.version === null ? new Promise(() => undefined) : Promise.resolve()),
  };
  const server = createServer(
    createResponseCache({
      site: answer,
      otherwise: (_, response) => response.writeHead(418).end('autrement'),
      versions,
      boards: new Set(),
      parametersOf: () => [],
      publicHost: null,
      admit: async () => () => undefined,
      refuse: (_, response) => response.writeHead(429).end(),
      kindOf: () => {
        if (world.isBroken) throw new Error('voulue');
        return 'page';
      },
      count: () => undefined,
      failed: (error) => void failures.push(error),
    }).answer,
  );
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  const get = async () => {
    const response = await fetch(`http://127.0.0.1:${port}/tableau`);
    return { text: await response.text(), age: Number(response.headers.get('age')) };
  };
  closing.push(() => {
    server.closeAllConnections();
    server.close();
  });
  return { world, get, failures };
};
const closing: (() => void)[] = [];
afterEach(() => {
  for (const close of closing.splice(0)) close();
});

it('what the cache itself fails on is told, and its reader answered the long way', async () => {
  const { world, get, failures } = await aWorld();
  world.isBroken = true;
  expect((await get()).text).toBe('autrement');
  expect(failures).toEqual([new Error('voulue')]);
  world.isBroken = false;
  expect((await get()).text).toBe('un');
  expect(failures).toHaveLength(1);
});

describe('while the database does not answer', () => {
  it('what was last made is sent, and says how old it is', async () => {
    const { world, get } = await aWorld();
    expect(await get()).toEqual({ text: 'un', age: 0 });
    world.version = null;
    const late = await get();
    expect(late.text).toBe('un');
    expect(late.age).toBeGreaterThan(0);
  });
  it('it is made again meanwhile, and what says it is old is never sent as of now', async () => {
    const { world, get } = await aWorld();
    await get();
    Object.assign(world, { version: null, said: 'base injoignable', age: 90 });
    await get();
    await expect.poll(get, { timeout: 5_000 }).toMatchObject({ text: 'base injoignable' });
    expect((await get()).age).toBeGreaterThanOrEqual(90);
    Object.assign(world, { version: 1, said: 'deux', age: 0 });
    expect(await get()).toEqual({ text: 'deux', age: 0 });
  });
  it('a page that nobody had asked for is made, and says it too', async () => {
    const { world, get } = await aWorld();
    Object.assign(world, { version: null, said: 'base injoignable', age: 90 });
    expect((await get()).age).toBeGreaterThanOrEqual(90);
  });
});
