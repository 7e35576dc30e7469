import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { tellEndingKeys } from '#server/accounts/keys';
import { DAY, HOUR } from '#server/domain/facts/intervals';
import {
  aNotice,
  aSaid,
  aVisitor,
  aWriter,
  faultOf,
  kindOf,
  openWorld,
  type World,
  type Writer,
} from '../../support/world/writers';

let world: World;
let manager: Writer;
beforeEach(async () => {
  world = await openWorld();
  manager = await aWriter(world, { organisation: 'north', role: 'manager' });
});
afterEach(() => world.close());

/** What a program is answered that holds a key made so. */
const holding = async (given: object, by = manager) => {
  const made = await (await by.session()).post('/keys', { name: 'essai', ...given });
  expect(made.status).toBe(201);
  return { ...aVisitor(world, { Authorization: `Bearer ${made.body.secret}` }), made: made.body };
};
const listed = async (id: string) =>
  (await (await manager.session()).get('/keys')).body.keys.find((each: { id: string }) => each.id === id);

describe('making a key', () => {
  it.each<[string, object, string]>([
    ['of nothing', {}, '/actions'],
    ['of no platform', { actions: ['statement'], platforms: [] }, '/platforms'],
    ['of what an operator never does', { actions: ['notice'] }, '/actions'],
    ['of another’s platform', { actions: ['statement'], platforms: ['south'] }, '/platforms'],
    ['that is over', { actions: ['statement'], expiresAt: '2020-01-01T00:00:00Z' }, '/expiresAt'],
    ['that measures and writes', { kind: 'probe', actions: ['statement'] }, '/actions'],
  ])('%s is refused, and says why', async (_, given, pointer) => {
    const refused = await (await manager.session()).post('/keys', { name: 'essai', ...given });
    expect(faultOf(refused)).toEqual({ status: 422, pointer, hasCure: true });
  });
  it('for more than a year is refused, and of a platform nobody knows', async () => {
    const hand = await manager.session();
    const late = { name: 'essai', actions: ['statement'], expiresAt: world.in(366 * DAY) };
    expect(faultOf(await hand.post('/keys', late))).toMatchObject({ status: 422, pointer: '/expiresAt' });
    const unknown = { name: 'essai', actions: ['statement'], platforms: ['norht'] };
    expect(await hand.post('/keys', unknown)).toMatchObject({
      status: 404,
      body: { near: [{ id: 'north' }] },
    });
  });
  it.each(['confirmation', 'closing', 'decision', 'import', 'mutuelle', 'audit', 'everything'])(
    'that would do « %s » is no key',
    async (action) => {
      const refused = await (await manager.session()).post('/keys', { name: 'essai', actions: [action] });
      expect(faultOf(refused)).toEqual({ status: 400, pointer: '/actions/0', hasCure: true });
    },
  );
  it('lasts ninety days unless told, and the journal holds what it is for', async () => {
    const { made } = await holding({ actions: ['statement', 'update', 'statement'], platforms: ['north'] });
    const days = (Date.parse(made.expiresAt) - +world.now()) / DAY;
    expect(Math.round(days)).toBe(90);
    expect(await listed(made.id)).toMatchObject({
      actions: ['statement', 'update'],
      platforms: ['north'],
      networks: [],
      expiresAt: made.expiresAt,
    });
    const { after } = await world.db
      .selectFrom('audit')
      .select('after')
      .where('id', '=', made.id)
      .executeTakeFirstOrThrow();
    expect(after).toMatchObject({
      kind: 'writer',
      actions: ['statement', 'update'],
      platforms: ['north'],
      expiresAt: made.expiresAt,
    });
  });
});

describe('a key does what it names', () => {
  it('and is told what it was made for when it does more', async () => {
    const { id: incident } = (await manager.post('/statements', aSaid())).body;
    const key = await holding({ actions: ['statement'] });
    expect((await key.post('/statements', aSaid())).status).toBe(201);
    const refused = await key.post(`/statements/${incident}/retraction`, { reason: 'erreur' });
    expect([refused.status, kindOf(refused)]).toEqual([403, 'out-of-scope']);
    expect(refused.body.detail).toContain('faite pour : statement ; pas pour : retraction');
    expect(refused.body.cure).toContain('/espace/cles');
  });
  it('on the platforms it names: a union’s, of all those it may speak of', async () => {
    const union = await aWriter(world, { organisation: 'opticians', role: 'manager' });
    const key = await holding(
      { actions: ['notice', 'correction', 'withdrawal'], platforms: ['north'] },
      union,
    );
    const result = await key.post('/notices', aNotice({ platforms: ['north'] }));
    expect(result.status).toBe(201);
    for (const platforms of [['south'], ['north', 'south'], []]) {
      const refused = await key.post('/notices', aNotice({ platforms }));
      expect([platforms, kindOf(refused)]).toEqual([platforms, 'out-of-scope']);
      expect(refused.body.detail).toContain(', sur north ; pas pour : ');
    }
    const wider = await union.post('/notices', aNotice({ platforms: ['north', 'south'] }));
    const atOnce = { 'If-Match': '*' };
    expect(kindOf(await key.post(`/notices/${wider.body.id}/withdrawal`, {}, atOnce))).toBe('out-of-scope');
    const moved = aNotice({ platforms: ['south'] });
    expect(kindOf(await key.post(`/notices/${result.body.id}/corrections`, moved, atOnce))).toBe(
      'out-of-scope',
    );
    const same = aNotice({ platforms: ['north'], title: 'Corrigé' });
    expect((await key.post(`/notices/${result.body.id}/corrections`, same, atOnce)).status).toBe(201);
  });
  it('never more than its organisation does on the day', async () => {
    const key = await holding({ actions: ['statement'], platforms: ['north'] });
    const desk = await aWriter(world, { organisation: 'desk' });
    const moved = { id: 'north', name: 'Nord', kind: 'operator', platforms: ['south'] };
    const kept = await (await desk.session()).put('/organisations/north', moved, { 'If-Match': '*' });
    expect(kept.status).toBe(202);
    world.pass(HOUR);
    const refused = await key.post('/statements', aSaid());
    expect(refused.body.detail).toMatch(/écrit sur vos plateformes \(south\) ; pas sur : north/);
  });
  it('of measures, on the platforms it names', async () => {
    const desk = await aWriter(world, { organisation: 'desk' });
    const key = await holding({ kind: 'probe', platforms: ['north'] }, desk);
    const measured = (platform: string) => ({
      platform,
      flow: 'pec',
      observedAt: world.now().toISOString(),
      outcome: 'ok',
      durationMs: 1,
    });
    expect((await key.post('/observations', measured('north'))).status).toBe(200);
    expect((await key.post('/observations', measured('south'))).status).toBe(422);
    expect(kindOf(await key.post('/statements', aSaid()))).toBe('out-of-scope');
  });
  it('and reads nothing of people, nor what a person left unfinished', async () => {
    const key = await holding({ actions: ['statement'] });
    for (const path of ['/accounts', '/audit', '/account', '/keys', '/invitations', '/drafts/step']) {
      const refused = await key.get(path);
      expect([path, refused.status, kindOf(refused)]).toEqual([path, 403, 'session-only']);
    }
    const { body } = await key.get('/session');
    expect(body).toMatchObject({ state: 'signed-out', account: null });
  });
});

describe('the end of a key', () => {
  it('is a refusal of its own, which says when it was and where to make another', async () => {
    const writes = await holding({ actions: ['statement'], expiresAt: world.in(DAY / 24 / 2) });
    const measures = await manager.probe({ expiresAt: new Date(world.in(DAY / 24 / 2)) });
    expect((await writes.get('/due')).status).toBe(200);
    world.pass(DAY / 24 / 2);
    for (const [key, path] of [
      [writes, '/statements'],
      [measures, '/observations'],
    ] as const) {
      const refused = await key.post(path, {});
      expect([path, refused.status, kindOf(refused)]).toEqual([path, 401, 'key-over']);
      expect(refused.body.detail).toMatch(/a pris fin le \d+(?:er)? \S+ \d{4}/);
      expect(refused.body.cure).toContain('/espace/cles');
    }
  });
});

describe('where a key is used from', () => {
  it('is listed by network, the newest first', async () => {
    const key = await holding({ actions: ['statement'] });
    for (const address of ['192.0.2.7', '192.0.2.99', '198.51.100.3'])
      await key.get('/due', { 'X-Forwarded-For': address });
    const { networks, lastUsedAt } = await listed(key.made.id);
    expect(networks.map(({ network }: { network: string }) => network)).toEqual([
      '198.51.100.0/24',
      '192.0.2.0/24',
    ]);
    expect(lastUsedAt).toBeTruthy();
  });
  it('is told to its owner at the first use from another one, once', async () => {
    const key = await holding({ actions: ['statement'] });
    for (const address of ['192.0.2.7', '198.51.100.3', '198.51.100.4', '192.0.2.8'])
      await key.get('/due', { 'X-Forwarded-For': address });
    const { events } = (await (await manager.session()).get('/security-events')).body;
    const result = events.filter(({ event }: { event: string }) => event === 'key-new-network');
    expect(result).toMatchObject([
      { account: manager.account.id, cameFrom: '198.51.100.0/24', about: { key: key.made.id } },
    ]);
  });
});

describe('two weeks before its end', () => {
  it('its owner is told, once, if nobody revoked it', async () => {
    const ending = await holding({ actions: ['statement'], expiresAt: world.in(14 * DAY) });
    const revoked = await holding({ actions: ['statement'], expiresAt: world.in(DAY) });
    await holding({ actions: ['statement'], expiresAt: world.in(15 * DAY) });
    await (await manager.session()).del(`/keys/${revoked.made.id}`);
    await tellEndingKeys(world.deps);
    await tellEndingKeys(world.deps);
    const { events } = (await (await manager.session()).get('/security-events')).body;
    const result = events.filter(({ event }: { event: string }) => event === 'key-ends-soon');
    expect(result).toMatchObject([{ account: manager.account.id, about: { key: ending.made.id } }]);
  });
});
