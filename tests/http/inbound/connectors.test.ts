import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { connectorWhole } from '#server/contract/connectors';
import { alertmanager } from '../../support/world/tool-payloads';
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
let north: Writer;
let desk: Writer;
beforeAll(async () => {
  world = await openWorld();
  north = bySession(await aWriter(world, { organisation: 'north', role: 'manager' }));
  desk = bySession(await aWriter(world, { organisation: 'desk' }));
});
afterAll(() => world.close());

const made = async (who = north) => {
  const { body } = await who.post('/connectors', { name: 'Surveillance' });
  const send = (sent: unknown, headers = {}) =>
    aVisitor(world, {}).send('POST', `/inbound/${body.token}`, sent, headers);
  return { id: body.id as string, token: body.token as string, send };
};
const wholeOf = async (id: string, who = north) => {
  const { body } = await who.get(`/connectors/${id}`);
  expect(connectorWhole.parse(body)).toEqual(body);
  return body;
};
const LINK = { labels: ['service=pec'], platform: 'north', flows: ['pec'], professions: 'all' };

describe('the address of a tool', () => {
  it('is shown once, kept as a digest, and in the journal without it', async () => {
    const { id, token } = await made();
    const kept = await world.db.selectFrom('connector').selectAll().where('id', '=', id).executeTakeFirst();
    expect(JSON.stringify(kept)).not.toContain(token);
    expect(JSON.stringify(await wholeOf(id))).not.toContain(token);
    const { body } = await north.get('/audit?noun=connector&limit=1');
    expect(body.rows).toMatchObject([{ action: 'connector', id, after: { organisation: 'north' } }]);
    expect(JSON.stringify(body)).not.toContain(token);
  });
  it('is nowhere once revoked, by its organisation or by the desk', async () => {
    const { id, send } = await made();
    const other = await made();
    expect((await send(alertmanager())).status).toBe(202);
    expect((await north.post(`/connectors/${id}/revocation`, {})).status).toBe(200);
    expect((await desk.post(`/connectors/${other.id}/revocation`, {})).status).toBe(200);
    const unknown = await aVisitor(world, {}).post(`/inbound/${'x'.repeat(43)}`, {});
    for (const revoked of [await send(alertmanager()), await other.send(alertmanager())])
      expect([revoked.status, revoked.body]).toEqual([404, unknown.body]);
    expect((await north.post(`/connectors/${id}/links`, LINK)).status).toBe(409);
  });
  it('is made by whoever answers for an operator, or by the desk, signed in', async () => {
    const author = bySession(await aWriter(world, { organisation: 'north' }));
    const union = bySession(await aWriter(world, { organisation: 'opticians', role: 'manager' }));
    for (const who of [author, union])
      expect(kindOf(await who.post('/connectors', { name: 'x' }))).toBe('out-of-scope');
    const key = await (await aWriter(world, { organisation: 'north', role: 'manager' })).anotherKey();
    expect(kindOf(await key.post('/connectors', { name: 'x' }))).toBe('session-only');
    expect((await made(desk)).token).toMatch(/^[\w-]{43}$/);
  });
});

describe('what is sent there', () => {
  it('of no shape that is known is kept, and makes no draft', async () => {
    const { id, send } = await made();
    const sent = await send({ panne: 'assuré 1840212345678', signe: 'a\u202eb' });
    expect([sent.status, sent.body]).toEqual([202, { kept: true, reading: 'done', tool: null, alerts: 0 }]);
    expect((await wholeOf(id)).payloads).toMatchObject([
      { tool: null, times: 1, body: '{"panne":"assuré •••","signe":"ab"}', labels: [] },
    ]);
    const { alerts } = (await north.get('/due')).body;
    expect(alerts.filter((each: { connector: string }) => each.connector === id)).toEqual([]);
  });
  it.each([
    ['ten megabytes', 'x'.repeat(10_000_000), {}, 413],
    ['what is no JSON', 'panne', {}, 400],
    ['what says it is none', 'panne=1', { 'Content-Type': 'application/x-www-form-urlencoded' }, 415],
    ['what is nested without end', '['.repeat(20_000) + ']'.repeat(20_000), {}, 400],
  ])('is refused with what to do: %s', async (_, sent, headers, status) => {
    const { id, send } = await made();
    const refused = await send(sent, headers);
    expect(refused.status).toBe(status);
    expect(refused.body.cure.length).toBeGreaterThan(10);
    expect((await wholeOf(id)).payloads).toEqual([]);
  });
});

describe('what the words of a tool stand for', () => {
  it('is on one’s own platforms, said in words otherwise', async () => {
    const { id } = await made();
    const foreign = await north.post(`/connectors/${id}/links`, { ...LINK, platform: 'south' });
    expect([foreign.status, kindOf(foreign)]).toEqual([403, 'out-of-scope']);
    expect(foreign.body.detail).toMatch(/vos plateformes \(north\) ; pas sur : south/);
    const nowhere = await north.post(`/connectors/${id}/links`, { ...LINK, platform: 'norht' });
    expect(nowhere.status).toBe(404);
  });
  it.each([
    ['no word', { labels: [] }, 400, '/labels'],
    ['no flow', { flows: [] }, 400, '/flows'],
    ['a flow that the platform has not', { flows: ['carte'] }, 422, '/flows'],
    ['nobody', { professions: [] }, 422, '/professions'],
    ['something that works', { health: 'operational' }, 400, '/health'],
    ['a patient', { labels: ['1840212345678'] }, 422, '/labels/0'],
  ])('is refused at its field: %s', async (_, given, status, pointer) => {
    const { id } = await made();
    expect(faultOf(await north.post(`/connectors/${id}/links`, { ...LINK, ...given }))).toEqual({
      status,
      pointer,
      hasCure: true,
    });
  });
  it('is undone, by its own organisation alone', async () => {
    const { id } = await made();
    const link = (await north.post(`/connectors/${id}/links`, LINK)).body.id;
    expect((await wholeOf(id)).links).toMatchObject([
      { id: link, labels: ['service=pec'], professions: null },
    ]);
    expect((await desk.post(`/connector-links/${link}/removal`, {})).status).toBe(404);
    expect((await north.post(`/connector-links/${link}/removal`, {})).status).toBe(200);
    expect((await north.post(`/connector-links/${link}/removal`, {})).status).toBe(404);
    expect((await wholeOf(id)).links).toEqual([]);
  });
  it('is told to no other operator', async () => {
    const { id } = await made();
    const south = bySession(await aWriter(world, { organisation: 'south', role: 'manager' }));
    expect((await south.get(`/connectors/${id}`)).status).toBe(404);
    expect((await south.get('/connectors')).body.connectors).toEqual([]);
    for (const path of ['links', 'revocation', 'summary'])
      expect(
        (
          await south.post(
            `/connectors/${id}/${path}`,
            path === 'links' ? LINK : path === 'summary' ? { url: null } : {},
          )
        ).status,
      ).toBe(404);
  });
});
