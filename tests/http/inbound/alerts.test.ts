import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { keepPayload } from '#db/connector-payloads';
import { due } from '#server/contract/space';
import { readLeftPayloads } from '#server/inbound/intake';
import { keepable } from '#server/inbound/payload';
import { alertmanager, gatus, statuspageIncident } from '../../support/world/tool-payloads';
import {
  aVisitor,
  aWriter,
  boardOf,
  bySession,
  kindOf,
  openWorld,
  type World,
  type Writer,
} from '../../support/world/writers';

let world: World;
let manager: Writer;
let author: Writer;
beforeAll(async () => {
  world = await openWorld();
  manager = bySession(await aWriter(world, { organisation: 'north', role: 'manager' }));
  author = bySession(await aWriter(world, { organisation: 'north' }));
});
afterAll(() => world.close());

const LINK = { labels: ['service=pec'], platform: 'north', flows: ['pec'], professions: ['optician'] };

/** A connector of north, its words linked to its pec for opticians. */
const plugged = async (link: object | null = LINK) => {
  const { status, body } = await manager.post('/connectors', { name: 'Alertmanager' });
  expect(status).toBe(201);
  if (link) expect((await manager.post(`/connectors/${body.id}/links`, link)).status).toBe(201);
  const send = (sent: unknown) => aVisitor(world, {}).post(`/inbound/${body.token}`, sent);
  return { id: body.id as string, token: body.token as string, send };
};

const waiting = async (connector: string, who = author) => {
  const { body } = await who.get('/due');
  expect(due.parse(body)).toEqual(body);
  return body.alerts.filter((each: { connector: string }) => each.connector === connector);
};

const MINUTE = 60_000;
let count = 0;
/** An outage of its own, that began ten minutes ago. */
const outage = () => ({ fingerprint: `f${++count}`.padStart(16, '0'), startsAt: world.in(-10 * MINUTE) });

const step = (health: string, effectiveAt: string, given: object = {}, flow = 'pec') => ({
  effectiveAt,
  stage: 'investigating',
  statements: [{ platform: 'north', flows: [flow], professions: ['optician'], health }],
  ...given,
});
const say = (id: string, state: string, update: object, given: object = {}) =>
  author.post(`/alerts/${id}/publication`, { state, incident: null, title: 'PEC', update, ...given });

describe('what a tool says', () => {
  it('waits, and the board says nothing of it before somebody does', async () => {
    const { id, send } = await plugged();
    const before = await boardOf(world);
    const firing = outage();
    const taken = await send(alertmanager(firing));
    expect([taken.status, taken.body]).toEqual([
      202,
      { kept: true, reading: 'done', tool: 'alertmanager', alerts: 1 },
    ]);
    const [alert] = await waiting(id);
    expect(alert).toMatchObject({
      state: 'waiting',
      places: [{ ...LINKED, health: 'down' }],
      incident: null,
    });
    expect(await boardOf(world)).toBe(before);

    const said = await say(alert.id, 'waiting', step('down', alert.startedAt));
    expect(said.status).toBe(201);
    expect(await boardOf(world)).toBe('suspended: pec down, declared');
    expect(await waiting(id)).toEqual([]);
    expect((await say(alert.id, 'waiting', step('down', alert.startedAt))).status).toBe(409);

    // It is back by the tool's word: the board does not move, and a return waits to be said.
    await send(alertmanager({ ...firing, endsAt: world.in(-MINUTE) }));
    expect(await waiting(id)).toMatchObject([{ state: 'returning', incident: said.body.incident }]);
    expect(await boardOf(world)).toBe('suspended: pec down, declared');
    const { incident } = said.body;
    const back = step('operational', world.in(-MINUTE), { stage: 'monitoring' });
    expect((await say(alert.id, 'returning', back, { incident })).status).toBe(201);
    expect(await boardOf(world)).toMatch(/pec degraded, announced$/);

    // Nobody short-cuts the second person: its author confirms nothing, another does.
    const [{ id: statement }] = (await author.get('/due')).body.returns;
    const own = await author.post(`/statements/${statement}/confirmation`, {});
    expect([own.status, kindOf(own)]).toEqual([403, 'not-second-person']);
    expect((await manager.post(`/statements/${statement}/confirmation`, {})).status).toBe(201);
    expect(await boardOf(world)).toMatch(/pec operational, declared$/);
  });

  it('replayed a thousand times is one draft', async () => {
    const { id, send } = await plugged();
    const sent = alertmanager(outage());
    let taken = 0;
    for (let time = 0; time < 1_000; time += 1) {
      const { status } = await send(sent);
      expect([202, 429]).toContain(status);
      if (status === 202) taken += 1;
    }
    expect(await waiting(id)).toHaveLength(1);
    const { payloads } = (await manager.get(`/connectors/${id}`)).body;
    expect(payloads).toMatchObject([{ tool: 'alertmanager', times: taken }]);
  }, 90_000);

  it('in a storm is told to wait, and keeps nobody else waiting', async () => {
    const [one, other] = [await plugged(), await plugged()];
    let wait = 0;
    for (let time = 0; time < 301; time += 1) wait = await world.deps.attempts.inbound(one.id);
    expect(wait).toBeGreaterThan(0);
    const refused = await one.send(alertmanager(outage()));
    expect([refused.status, Number(refused.headers.get('Retry-After')) > 0]).toEqual([429, true]);
    expect((await other.send(alertmanager(outage()))).status).toBe(202);
  });

  it('sent by ten at once is one draft', async () => {
    const { id, send } = await plugged();
    const sent = alertmanager(outage());
    const all = await Promise.all(Array.from({ length: 10 }, () => send(sent)));
    expect(all.map(({ status }) => status)).toEqual(Array(10).fill(202));
    expect(await waiting(id)).toHaveLength(1);
  });

  it('that is over before anybody said it is said after the fact, its return awaited as any', async () => {
    const { id, send } = await plugged({ ...LINK, flows: ['dre'] });
    const firing = outage();
    await send(alertmanager(firing));
    const [read] = await waiting(id);
    await send(alertmanager({ ...firing, endsAt: world.in(-2 * MINUTE) }));
    // Whoever was reading the outage is told, and nothing is published as if it went on.
    const late = await say(read.id, 'waiting', step('down', read.startedAt));
    expect([late.status, late.body.pointer]).toEqual([409, '/state']);
    const [alert] = await waiting(id);
    expect(alert).toMatchObject({ id: read.id, state: 'over' });
    const back = step('operational', alert.endedAt, { stage: 'resolved' }, 'dre');
    const said = await say(alert.id, 'over', step('down', alert.startedAt, {}, 'dre'), { back });
    expect(said.status).toBe(201);
    expect(await boardOf(world, 'optician', 'alba', 'dre')).toMatch(/dre degraded, announced$/);
    expect(await waiting(id)).toEqual([]);
    const [{ id: statement }] = (await author.get('/due')).body.returns;
    await manager.post(`/statements/${statement}/confirmation`, {});
  });

  it('is dropped with a word, kept in the journal', async () => {
    const { id, send } = await plugged();
    const firing = outage();
    await send(alertmanager(firing));
    const [alert] = await waiting(id);
    expect((await author.post(`/alerts/${alert.id}/dropping`, { note: ' ' })).body.pointer).toBe('/note');
    expect((await author.post(`/alerts/${alert.id}/dropping`, { note: 'un essai' })).status).toBe(200);
    await send(alertmanager(firing));
    await send(alertmanager({ ...firing, endsAt: world.in(0) }));
    expect(await waiting(id)).toEqual([]);
    expect((await author.get(`/alerts/${alert.id}`)).body).toMatchObject({
      state: 'dropped',
      note: 'un essai',
    });
    const { rows } = (await manager.get('/audit?action=alert-dropped&limit=1')).body;
    expect(rows).toMatchObject([{ account: author.account.id, id: alert.id, after: { note: 'un essai' } }]);
  });

  it('more of what was published waits again; dropped, its return still comes', async () => {
    const { id, send } = await plugged({ ...LINK, labels: ['Prise en charge'] });
    const first = { id: 'a1', status: 'investigating', body: 'Nous cherchons.', at: world.in(-9 * MINUTE) };
    const second = { id: 'a2', status: 'identified', body: 'Trouvé.', at: world.in(-6 * MINUTE) };
    await send(statuspageIncident(first));
    const [alert] = await waiting(id);
    expect(alert).toMatchObject({ isPublicText: true, text: 'Nous cherchons.' });
    const { incident } = (await say(alert.id, 'waiting', step('down', alert.startedAt))).body;
    await send(statuspageIncident(second, first));
    expect(await waiting(id)).toMatchObject([{ id: alert.id, state: 'waiting', text: 'Trouvé.', incident }]);
    await author.post(`/alerts/${alert.id}/dropping`, { note: 'déjà dit' });
    expect(await waiting(id)).toEqual([]);
    const last = { id: 'a3', status: 'resolved', body: 'Rétabli.', at: world.in(-MINUTE) };
    await send(statuspageIncident(last, second, first));
    expect(await waiting(id)).toMatchObject([{ id: alert.id, state: 'returning', incident }]);
    // It fires again before anybody said the return: none is offered any more.
    const again = { id: 'a4', status: 'investigating', body: 'Encore.', at: world.in(0) };
    await send(statuspageIncident(again, last, second, first));
    expect(await waiting(id)).toEqual([]);
    expect((await say(alert.id, 'returning', step('operational', world.in(0)), { incident })).status).toBe(
      409,
    );
    const said = step('operational', world.in(0));
    const { statements } = (await author.post(`/incidents/${incident}/updates`, said)).body;
    await manager.post(`/statements/${statements[0].id}/confirmation`, {});
  });

  it('is linked to nothing, and says so, until somebody links its words', async () => {
    const { id, send } = await plugged(null);
    await send(gatus('TRIGGERED'));
    expect(await waiting(id)).toMatchObject([
      { state: 'waiting', places: [], labels: ['coeur/prise-en-charge', 'prise-en-charge'] },
    ]);
    await manager.post(`/connectors/${id}/links`, {
      ...LINK,
      labels: ['coeur/prise-en-charge'],
      health: 'degraded',
    });
    expect(await waiting(id)).toMatchObject([{ places: [{ ...LINKED, health: 'degraded' }] }]);
  });

  it('is read by no other organisation, and said by none', async () => {
    const { id, send } = await plugged();
    await send(alertmanager(outage()));
    const [alert] = await waiting(id);
    const south = bySession(await aWriter(world, { organisation: 'south', role: 'manager' }));
    expect(await waiting(id, south)).toEqual([]);
    for (const [path, body] of [
      [
        `/alerts/${alert.id}/publication`,
        { state: 'waiting', incident: null, title: 'x', update: step('down', world.in(0)) },
      ],
      [`/alerts/${alert.id}/dropping`, { note: 'x' }],
    ] as const)
      expect((await south.post(path, body)).status).toBe(404);
    expect((await south.get(`/alerts/${alert.id}`)).status).toBe(404);
    // A key publishes by its own words only.
    const { status, body } = await author.anotherKey().then((key) => key.get('/due'));
    expect([status, body.alerts.length > 0]).toEqual([200, true]);
  });
});

const LINKED = { platform: 'north', flows: ['pec'], professions: ['optician'] };

describe('what was kept by a process that died before it read it', () => {
  it('is read by the next, once', async () => {
    const { id } = await plugged();
    const payload = keepable(alertmanager(outage())) as NonNullable<ReturnType<typeof keepable>>;
    await keepPayload(world.db, { connector: id, ...payload, now: world.now() });
    const { signal } = new AbortController();
    await readLeftPayloads(world.db, world.now(), signal);
    // It may still be at work: whoever took it has five seconds.
    expect(await waiting(id)).toEqual([]);
    const later = new Date(+world.now() + 6_000);
    await Promise.all([readLeftPayloads(world.db, later, signal), readLeftPayloads(world.db, later, signal)]);
    expect(await waiting(id)).toHaveLength(1);
  });
});

describe('from what is sent to the draft that waits', () => {
  it('less than two seconds pass, in the middle of fifty', async () => {
    const { id, send } = await plugged();
    const took: number[] = [];
    for (let time = 0; time < 50; time += 1) {
      const startedAt = performance.now();
      await send(alertmanager(outage()));
      took.push(performance.now() - startedAt);
    }
    expect(await waiting(id)).toHaveLength(50);
    expect(took.sort((a, b) => a - b)[25]).toBeLessThan(2_000);
  });
});
