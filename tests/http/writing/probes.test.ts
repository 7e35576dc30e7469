import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { changeProbe } from '#db/probes';
import { probeList, probeMade, probeRecord, probeRecords, probeTrial } from '#server/contract/probes';
import { HOUR, MINUTE } from '#server/domain/facts/intervals';
import { keepResults } from '#server/measurements/results';
import { type LoopbackPlatform, startPlatform } from '../../support/peers/loopback-platform';
import { addressesAt, HOSTS } from '../../support/peers/tricks';
import { onJournal } from '../../support/world/on-journal';
import {
  aVisitor,
  aWriter,
  bySession,
  faultOf,
  kindOf,
  openWorld,
  type World,
  type Writer,
} from '../../support/world/writers';

let world: World;
let desk: Writer;
let platform: LoopbackPlatform;
beforeAll(async () => {
  [world, platform] = await Promise.all([
    openWorld({ isLoopbackAllowed: true, lookup: async () => ['127.0.0.1'], trusted: null }),
    startPlatform(),
  ]);
  desk = bySession(await aWriter(world, { organisation: 'desk' }));
});
afterAll(async () => {
  await world.close();
  await platform.stop();
});

const page = (more: object = {}) => ({ kind: 'http', url: platform.url(), ...more });
/** A page, of no matter where: known before the platform is started. */
const anywhere = (more: object) => ({ kind: 'http', url: 'https://portail.invalid/', ...more });
const aProbe = (more: object = {}) => ({
  platform: 'north',
  flow: 'portail',
  name: 'Portail de Nord',
  kind: 'http',
  steps: [page()],
  ...more,
});
const make = async (more: object = {}) => probeMade.parse((await desk.post('/probes', aProbe(more))).body);
const listed = async (id: string) => {
  const list = probeList.parse((await world.get('/api/v1/probes')).body);
  return list.probes.find((each) => each.id === id);
};

describe('a probe', () => {
  it('is made stopped, with what it does filled in, and shown to all without it', async () => {
    const { status, body } = await desk.post('/probes', aProbe());
    expect(status).toBe(201);
    const made = probeMade.parse(body);
    expect(made).toMatchObject({ enabled: false, intervalSeconds: 300, timeoutMs: 10_000, address: null });
    expect(made.steps).toEqual([{ ...page(), status: [200], text: null, header: null, atMostMs: null }]);
    const read = await listed(made.id);
    expect(read).toEqual({
      id: made.id,
      platform: 'north',
      flow: 'portail',
      name: 'Portail de Nord',
      kind: 'http',
      intervalSeconds: 300,
      enabled: false,
      last: null,
      state: null,
    });
    expect(probeRecord.parse((await desk.get(`/probes/${made.id}`)).body)).toMatchObject({
      steps: made.steps,
    });
  });
  it('is enabled at once, and stopped an hour after one person asks, as often as one likes', async () => {
    const { id } = await make();
    for (const [action, status, later] of [
      ['enabling', 200, true],
      ['enabling', 200, true],
      ['disabling', 202, false],
      ['enabling', 200, true],
    ] as const) {
      const answer = await desk.post(`/probes/${id}/${action}`);
      expect([answer.status, probeRecord.parse(answer.body).enabled]).toEqual([status, true]);
      world.pass(HOUR);
      expect((await desk.get(`/probes/${id}`)).body.enabled).toBe(later);
    }
    const entries = await world.db
      .selectFrom('audit')
      .select('action')
      .where('id', '=', id)
      .where('action', '<>', 'state')
      .orderBy('number')
      .execute();
    expect(entries.map(({ action }) => action)).toEqual([
      'probe',
      'probe-enabled',
      'probe-disabled',
      'probe-enabled',
    ]);
  });
  it('is enabled and stopped with others in one act, all of them or none, each with its own row', async () => {
    const ids = [(await make()).id, (await make({ name: 'Une autre' })).id];
    const isOn = async () =>
      Promise.all(ids.map(async (id) => (await desk.get(`/probes/${id}`)).body.enabled));
    const unknown = await desk.post('/probes/enabling', { probes: [...ids, 'portail-de-personne'] });
    expect([unknown.status, await isOn()]).toEqual([404, [false, false]]);
    const enabled = await desk.post('/probes/enabling', { probes: ids });
    const { probes } = probeRecords.parse(enabled.body);
    expect([enabled.status, probes.map(({ id, enabled }) => [id, enabled])]).toEqual([
      200,
      ids.map((id) => [id, true]),
    ]);
    expect((await desk.post('/probes/disabling', { probes: ids })).status).toBe(202);
    expect(await isOn()).toEqual([true, true]);
    world.pass(HOUR);
    expect(await isOn()).toEqual([false, false]);
    for (const id of ids) {
      const rows = await world.db
        .selectFrom('audit')
        .select('action')
        .where('id', '=', id)
        .where('action', 'in', ['probe-enabled', 'probe-disabled'])
        .orderBy('number')
        .execute();
      expect(rows.map(({ action }) => action)).toEqual(['probe-enabled', 'probe-disabled']);
    }
  });
  it('is changed by whoever has read it', async () => {
    const { id, etag } = await make();
    const change = {
      name: 'Portail, de près',
      intervalSeconds: 60,
      steps: [page({ text: 'type="password"' })],
    };
    expect((await desk.put(`/probes/${id}`, change)).status).toBe(428);
    const changed = await desk.put(`/probes/${id}`, change, { 'If-Match': etag });
    expect(changed.status).toBe(200);
    expect(probeRecord.parse(changed.body)).toMatchObject({ name: 'Portail, de près', intervalSeconds: 60 });
    const stale = await desk.put(`/probes/${id}`, change, { 'If-Match': etag });
    expect([stale.status, stale.body.current.name]).toEqual([412, 'Portail, de près']);
    const held = { 'If-Match': stale.body.etag ?? stale.headers.get('ETag') ?? '' };
    const inside = { ...change, steps: [page({ url: 'http://192.168.0.1/' })] };
    expect(faultOf(await desk.put(`/probes/${id}`, inside, held))).toMatchObject({ pointer: '/steps/0/url' });
    const other = { ...change, steps: [{ kind: 'tcp', host: 'portail.test', port: 443 }] };
    expect(faultOf(await desk.put(`/probes/${id}`, other, held))).toMatchObject({ pointer: '/steps' });
  });
  it('is tried at once, and nothing is kept', async () => {
    const { id } = await make();
    const good = await desk.post(`/probes/${id}/trial`);
    expect(probeTrial.parse(good.body)).toMatchObject({ outcome: 'ok' });
    platform.be('failing');
    const bad = await desk.post(`/probes/${id}/trial`);
    platform.be('working');
    expect(probeTrial.parse(bad.body)).toMatchObject({ outcome: 'failed', seen: 'réponse 500, attendu 200' });
    expect((await listed(id))?.last).toBeNull();
  });
  it('says what it last saw, and what follows of it', async () => {
    const { id } = await make();
    await desk.post(`/probes/${id}/enabling`);
    const saw = (ago: number) => ({
      probe: id,
      observedAt: new Date(+world.now() - ago),
      outcome: 'failed' as const,
      durationMs: 12,
      sequence: null,
      seen: 'réponse 500, attendu 200',
      blind: false,
    });
    await world.db
      .transaction()
      .execute((trx) => keepResults(trx, [saw(2 * MINUTE), saw(MINUTE), saw(0)], world.now()));
    world.pass(2_000);
    expect(await listed(id)).toMatchObject({ state: 'failing', last: { outcome: 'failed', durationMs: 12 } });
    world.pass(16 * MINUTE);
    expect(await listed(id)).toMatchObject({ state: 'silent' });
  });
  it.each([
    ['of another platform’s flow', { flow: 'noemie' }, 422, '/flow'],
    ['of no platform', { platform: 'east' }, 404, '/platform'],
    ['without a step', { steps: [] }, 400, '/steps'],
    ['of another kind than its first step', { kind: 'tcp' }, 400, '/steps'],
    ['of an unknown step', { steps: [{ kind: 'icmp', host: 'a' }] }, 400, '/steps/0/kind'],
    ['of no address', { steps: [{ kind: 'http', url: 'portail' }] }, 400, '/steps/0/url'],
    ['too often', { intervalSeconds: 9 }, 400, '/intervalSeconds'],
  ])('%s is refused', async (_, more, status, pointer) => {
    const answer = await desk.post('/probes', aProbe(more));
    expect([answer.status, answer.body.pointer]).toEqual([status, pointer]);
  });
});

/** Each with where it is said: what can never be met, or never read. */
const NEVER: readonly (readonly [string, object, number, string])[] = [
  ['an interim answer', anywhere({ status: [100, 103] }), 422, '/steps/0/status'],
  ['an answer to who keeps pages', anywhere({ status: [304] }), 422, '/steps/0/status'],
  ['a text in an answer without a page', anywhere({ status: [204], text: 'a' }), 422, '/steps/0/text'],
  ['an answer that is no number', anywhere({ status: [null] }), 400, '/steps/0/status/0'],
  ['a header on two lines', anywhere({ header: { name: 'a', value: 'b\nc' } }), 422, '/steps/0/header/value'],
  [
    'a header that ends with a blank',
    anywhere({ header: { name: 'a', match: 'equals', value: 'b ' } }),
    422,
    '/steps/0/header/value',
  ],
  ['a duration of nothing', anywhere({ atMostMs: 0 }), 400, '/steps/0/atMostMs'],
  ['a port that is none', { kind: 'tcp', host: 'portail.test', port: 70_000 }, 400, '/steps/0/port'],
  ['a port that is none', { kind: 'tls', host: 'portail.test', port: 0 }, 400, '/steps/0/port'],
  [
    'a host that is an address',
    { kind: 'tcp', host: 'https://portail.test', port: 443 },
    422,
    '/steps/0/host',
  ],
  ['days that none has', { kind: 'tls', host: 'portail.test', daysLeft: 300 }, 422, '/steps/0/daysLeft'],
  ['an address for a name', { kind: 'dns', name: '192.0.2.1' }, 422, '/steps/0/name'],
  ['a whole address for a name', { kind: 'dns', name: 'https://portail.test/' }, 422, '/steps/0/name'],
  ...(
    [
      ['A', 'portail.test'],
      ['A', '2001:db8::1'],
      ['A', '192.0.2.256'],
      ['AAAA', '192.0.2.1'],
      ['CNAME', '192.0.2.1'],
      ['NS', 'ns1 exemple'],
      ['MX', 'dix mail.test'],
      ['MX', '10 192.0.2.1'],
    ] as const
  ).map(
    ([type, expected]) =>
      [
        `${type} ${expected}`,
        { kind: 'dns', name: 'portail.test', type, expected },
        422,
        '/steps/0/expected',
      ] as const,
  ),
];

describe('what can never be met', () => {
  it.each(NEVER)(
    '(%s) is refused at its field, saved or tried, with the cure',
    async (_, step, status, pointer) => {
      const { kind } = step as { kind: string };
      const steps = [step];
      for (const answer of [
        await desk.post('/probes', aProbe({ kind, steps })),
        await desk.post('/probe-trials', { steps }),
      ]) {
        expect(faultOf(answer)).toEqual({ status, pointer, hasCure: true });
        expect(`${answer.body.detail} ${answer.body.cure}`).not.toMatch(/undefined|expected|Invalid|Too /);
      }
      world.pass(MINUTE);
    },
  );
  it('is told of every step at once', async () => {
    const steps = [page({ status: [304] }), { kind: 'dns', name: 'portail.test', type: 'A', expected: 'a' }];
    const { body } = await desk.post('/probes', aProbe({ steps }));
    expect(body.faults.map(({ pointer }: { pointer: string }) => pointer)).toEqual([
      '/steps/0/status',
      '/steps/1/expected',
    ]);
  });
  it.each([
    ['a redirection, not followed', anywhere({ status: [302] })],
    ['a text where a page may come', anywhere({ status: [204, 200], text: 'a' })],
    [
      'an address otherwise written',
      { kind: 'dns', name: 'Portail.Test.', type: 'AAAA', expected: '2001:DB8:0::1' },
    ],
    ['a priority', { kind: 'dns', name: '_dmarc.portail.test', type: 'MX', expected: '10 mail.test.' }],
  ])('is not %s', async (_, step) => {
    const { kind } = step as { kind: string };
    expect((await desk.post('/probes', aProbe({ kind, steps: [step] }))).status).toBe(201);
  });
});

describe('a trial of what is not yet a probe', () => {
  it('says what it saw, and keeps nothing', async () => {
    const count = async () =>
      (await world.db.selectFrom('probe').select('id').execute()).length +
      (await world.db.selectFrom('observation').select('probe').execute()).length;
    const before = await count();
    const good = await desk.post('/probe-trials', { steps: [page()] });
    expect([good.status, probeTrial.parse(good.body)]).toMatchObject([
      200,
      { outcome: 'ok', seen: expect.stringMatching(/^réponse 200/) },
    ]);
    const bad = await desk.post('/probe-trials', { steps: [page({ status: [302] })], timeoutMs: 5_000 });
    expect(bad.body).toMatchObject({ outcome: 'failed', seen: 'réponse 200, attendu 302' });
    expect(await count()).toBe(before);
  });
  it('calls no network but the world’s', async () => {
    const closed = await openWorld();
    const writer = bySession(await aWriter(closed, { organisation: 'desk' }));
    const before = platform.connections();
    const answer = await writer.post('/probe-trials', { steps: [page()] });
    expect(faultOf(answer)).toEqual({ status: 422, pointer: '/steps/0/url', hasCure: true });
    expect(platform.connections()).toBe(before);
    await closed.close();
  });
  it('is allowed twenty times a minute: it makes others be called, one step after the other', async () => {
    const writer = bySession(await aWriter(world, { organisation: 'desk' }));
    const trials = await Promise.all(
      Array.from({ length: 25 }, () => writer.post('/probe-trials', { steps: [page()] })),
    );
    expect(trials.filter(({ status }) => status === 200)).toHaveLength(20);
    const { status, headers } = await writer.post('/probe-trials', { steps: [page()] });
    expect([status, Number(headers.get('Retry-After')) > 0]).toEqual([429, true]);
    expect((await writer.post('/probe-trials', { steps: [page({ status: [304] })] })).status).toBe(422);
  });
  it('of nothing is refused', async () => {
    expect(faultOf(await desk.post('/probe-trials', { steps: [] }))).toMatchObject({ pointer: '/steps' });
  });
});

describe('an address that is not the world’s', () => {
  it('is refused at save, whichever way it is written', async () => {
    const closed = await openWorld();
    const writer = bySession(await aWriter(closed, { organisation: 'desk' }));
    for (const host of HOSTS) {
      const bare = host.replace(/^\[|\]$/g, '');
      for (const [kind, step] of [
        ['http', { kind: 'http', url: `http://${host}:${platform.port}/` }],
        ['tcp', { kind: 'tcp', host: bare, port: platform.port }],
        ['tls', { kind: 'tls', host, port: platform.port }],
      ] as const) {
        const { status } = await writer.post('/probes', aProbe({ kind, steps: [step] }));
        expect(`${kind} ${host} ${[400, 422].includes(status)}`).toBe(`${kind} ${host} true`);
      }
      closed.pass(MINUTE);
    }
    for (const url of addressesAt(platform.port)) {
      const { status } = await writer.post('/probes', aProbe({ steps: [{ kind: 'http', url }] }));
      expect(`${url} ${[400, 422].includes(status)}`).toBe(`${url} true`);
      closed.pass(MINUTE);
    }
    const answer = await writer.post(
      '/probes',
      aProbe({ steps: [{ kind: 'http', url: 'http://10.0.0.1/' }] }),
    );
    expect(faultOf(answer)).toEqual({ status: 422, pointer: '/steps/0/url', hasCure: true });
    expect(platform.connections()).toBeGreaterThan(0);
    await closed.close();
  }, 120_000);
  it('is refused at run too, should it have become one', async () => {
    const closed = await openWorld();
    const writer = bySession(await aWriter(closed, { organisation: 'desk' }));
    const { body } = await writer.post(
      '/probes',
      aProbe({ steps: [{ kind: 'http', url: 'https://a.invalid/' }] }),
    );
    const steps = JSON.stringify([{ ...page(), status: [200], text: null, header: null, atMostMs: null }]);
    await onJournal(closed.db, (trx) => changeProbe(trx, body.id, { steps }));
    const before = platform.connections();
    const tried = await writer.post(`/probes/${body.id}/trial`);
    expect(tried.body).toMatchObject({ outcome: 'failed', seen: expect.stringContaining('réseau privé') });
    expect(platform.connections()).toBe(before);
    await closed.close();
  });
});

describe('a heartbeat', () => {
  const beat = { kind: 'heartbeat', flow: 'virement', name: 'Virements', steps: [], intervalSeconds: 60 };
  it('is given its address once, and is heard there', async () => {
    const { address, id } = await make(beat);
    expect(address).toMatch(/^http:\/\/localhost\/api\/v1\/heartbeats\/[\w-]{43}$/);
    expect((await world.get(new URL(address ?? '').pathname)).status).toBe(200);
    expect(await listed(id)).toMatchObject({ enabled: true, last: { outcome: 'ok' } });
    const token = address?.split('/').at(-1) ?? '';
    for (const table of ['audit', 'probe', 'idempotency'] as const)
      expect(JSON.stringify(await world.db.selectFrom(table).selectAll().execute())).not.toContain(token);
  });
  it('stopped, is not heard any more; it has nothing to try', async () => {
    const { address, id } = await make(beat);
    await desk.post(`/probes/${id}/disabling`);
    world.pass(HOUR);
    expect((await world.get(new URL(address ?? '').pathname)).status).toBe(404);
    expect(kindOf(await desk.post(`/probes/${id}/trial`))).toBe('conflict');
  });
});

describe('who', () => {
  it('the desk makes probes, an operator reads those that look at it, readers see no address', async () => {
    const { id } = await make();
    const [north, south] = await Promise.all(
      ['north', 'south'].map(async (organisation) => bySession(await aWriter(world, { organisation }))),
    );
    expect((await north?.post('/probes', aProbe()))?.status).toBe(403);
    expect((await north?.get(`/probes/${id}`))?.status).toBe(200);
    expect((await south?.get(`/probes/${id}`))?.status).toBe(403);
    expect((await aVisitor(world).get(`/probes/${id}`)).status).toBe(401);
    expect(JSON.stringify((await world.get('/api/v1/probes')).body)).not.toContain('127.0.0.1');
  });
  it('what a key pushes is its own affair', async () => {
    const north = await aWriter(world, { organisation: 'north' });
    const key = await north.probe();
    const pushed = { platform: 'north', flow: 'pec', observedAt: world.in(0), outcome: 'ok' };
    expect((await key.post('/observations', pushed)).status).toBe(200);
    const { id } = await world.db
      .selectFrom('probe')
      .select('id')
      .where('key', '=', key.key.id)
      .executeTakeFirstOrThrow();
    expect(kindOf(await desk.post(`/probes/${id}/disabling`))).toBe('conflict');
  });
});
