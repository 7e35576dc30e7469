import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import {
  aBrowser,
  aSaid,
  aVisitor,
  aWriter,
  openWorld,
  PASSWORD,
  type World,
} from '../support/world/writers';

let world: World;
/** Every way to write that the reference names, with an id of nothing. */
let writes: (readonly [method: string, path: string])[];
beforeAll(async () => {
  world = await openWorld();
  const { body } = await aVisitor(world).get('/openapi.json');
  writes = Object.entries<object>(body.paths).flatMap(([path, methods]) =>
    Object.keys(methods)
      .filter((method) => ['post', 'put', 'patch', 'delete'].includes(method))
      .map(
        (method) => [method.toUpperCase(), path.replace('/api/v1', '').replace(/\{\w+\}/g, 'rien')] as const,
      ),
  );
});
afterAll(() => world.close());
afterEach(() => vi.restoreAllMocks());

/** Whether what readers are shown is to be made again, all of it. */
const isMadeAgain = async (asked: () => Promise<{ status: number }>) => {
  const moved = vi.spyOn(world.doors.readModel, 'invalidate').mockClear();
  const { status } = await asked();
  return { status, isMadeAgain: moved.mock.calls.length > 0 };
};

describe('what is written', () => {
  it('has readers asked for again once it is accepted', async () => {
    const writer = await aWriter(world, { organisation: 'north' });
    expect(await isMadeAgain(() => writer.post('/statements', aSaid()))).toEqual({
      status: 201,
      isMadeAgain: true,
    });
  });
  it('of oneself, as when one signs in and leaves, has nothing made again for readers', async () => {
    const { account, otp } = await aWriter(world, { organisation: 'north', password: PASSWORD });
    world.pass(30_000);
    const browser = aBrowser(world);
    const nothing = { status: 200, isMadeAgain: false };
    const password = { email: account.email, password: PASSWORD };
    expect(await isMadeAgain(() => browser.post('/session', password))).toEqual(nothing);
    expect(await isMadeAgain(() => browser.post('/session/second-factor', { code: otp() }))).toEqual(nothing);
    expect(await isMadeAgain(() => browser.del('/session'))).toEqual(nothing);
  });
  it('by strangers, and refused, changes nothing of what readers are sent', async () => {
    expect(writes.length).toBeGreaterThan(30);
    const refused: unknown[] = [];
    for (const [method, path] of writes) {
      const asked = await isMadeAgain(() => aVisitor(world).send(method, path, {}));
      if (asked.status >= 400) refused.push([method, path, asked.status, asked.isMadeAgain]);
    }
    expect(refused.length).toBeGreaterThan(30);
    expect(refused.filter((each) => (each as unknown[])[3])).toEqual([]);
  });
});
