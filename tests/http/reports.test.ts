import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { DAY, HOUR, MINUTE, shift } from '#server/domain/facts/intervals';
import { sameHoursBefore } from '#server/domain/facts/reports';
import { keepReport } from '#server/measurements/reports';
import { forgetReporters, keepNoLonger } from '#server/runtime/jobs';
import { aPassenger, aProfessional, aReport, manyReport } from '../support/world/counters';
import {
  aWriter,
  boardOf,
  bySession,
  faultOf,
  kindOf,
  OWN_PAGE,
  openWorld,
  type World,
} from '../support/world/writers';

let world: World;
beforeEach(async () => {
  world = await openWorld();
});
afterEach(() => world.close());

const COUNTS = '/reports?profession=optician';
const flowsOf = async (asked = '&platform=north') => (await aPassenger(world).get(COUNTS + asked)).body.flows;
const reports = () => world.db.selectFrom('report').selectAll().orderBy('id').execute();
const hours = () => world.db.selectFrom('reportHour').selectAll().execute();

/** So many practices said so at this weekday and hour of past weeks, and at the next. */
const usually = (blocked: number) =>
  world.db
    .insertInto('reportHour')
    .values(
      [world.now(), shift(world.now(), HOUR)].flatMap(sameHoursBefore).map((hour) => ({
        platform: 'north',
        mutuelle: null,
        flow: 'pec' as const,
        profession: 'optician' as const,
        hour,
        blocked,
        passes: 0,
        anonymousBlocked: 0,
        anonymousPasses: 0,
      })),
    )
    .execute();

describe('a report', () => {
  it('by somebody who has not signed in is a count, and changes nothing', async () => {
    for (let time = 0; time < 9; time++) {
      const { status, body } = await aPassenger(world).post('/reports', aReport());
      expect([status, body.verified, body.mutuelle, body.platform]).toEqual([201, false, null, 'north']);
    }
    expect(await boardOf(world)).toBe('possible: pec operational, presumed');
    const [line] = await flowsOf();
    expect(line).toMatchObject({
      platform: 'north',
      mutuelle: null,
      flow: 'pec',
      usual: 0,
      alarmSince: null,
      verified: { blocked: 0, passes: 0 },
      anonymous: { blocked: 9, passes: 0 },
    });
  });

  it('by five practices turns « Oui » into « Oui, avec réserve », for that profession only, and back an hour later', async () => {
    await manyReport(world, 4);
    expect(await boardOf(world)).toBe('possible: pec operational, presumed');
    const first = (await reports())[0]?.reportedAt;
    const { seq } = (await world.get('/api/v1/answers?profession=optician')).body;
    await manyReport(world, 1);
    world.pass(1_001);
    expect(await boardOf(world)).toBe('restricted: pec degraded, reported');
    expect(await boardOf(world, 'dentist')).toBe('possible: pec operational, presumed');
    expect((await world.get('/api/v1/answers?profession=optician')).body.seq).toBe(seq + 1);
    expect((await world.get('/api/v1/answers/optician/alba')).body.since).toBe(first?.toISOString());
    expect((await flowsOf())[0]).toMatchObject({
      verified: { blocked: 5, passes: 0 },
      alarmSince: first?.toISOString(),
    });
    world.pass(HOUR - 1_001);
    expect(await boardOf(world)).toBe('possible: pec operational, presumed');
    expect(await flowsOf()).toEqual([]);
  });

  it('is compared with what is usual at that weekday and hour', async () => {
    await usually(2);
    await manyReport(world, 5);
    world.pass(1_001);
    expect(await boardOf(world)).toBe('possible: pec operational, presumed');
    expect((await flowsOf())[0]).toMatchObject({ usual: 2, alarmSince: null });
    await manyReport(world, 1);
    world.pass(1_001);
    expect(await boardOf(world)).toBe('restricted: pec degraded, reported');
  });

  it('by one practice counts once, by its last word', async () => {
    const practice = await aProfessional(world, 'claire');
    for (let time = 0; time < 5; time++) await practice.post('/reports', aReport());
    expect((await flowsOf())[0].verified).toEqual({ blocked: 1, passes: 0 });
    await (await aProfessional(world, 'claire')).post('/reports', aReport({ outcome: 'passes' }));
    expect((await flowsOf())[0].verified).toEqual({ blocked: 0, passes: 1 });
    expect((await hours()).map(({ blocked, passes }) => [blocked, passes])).toEqual([[0, 1]]);
    expect(await reports()).toHaveLength(6);
  });

  it('of a mutuelle is taken at its only operator, and weighs on that mutuelle alone', async () => {
    await manyReport(world, 5, { platform: undefined, mutuelle: 'alba' });
    expect((await reports())[0]).toMatchObject({ platform: 'north', mutuelle: 'alba' });
    world.pass(1_001);
    expect(await boardOf(world)).toBe('restricted: pec degraded, reported');
    const { body } = await world.get('/api/v1/answers/optician/platforms/north');
    expect([body.verdict, body.someMutuelles]).toEqual(['depends', ['alba']]);
    expect((await flowsOf('&mutuelle=alba'))[0]).toMatchObject({
      mutuelle: 'alba',
      verified: { blocked: 5 },
    });
    expect(await flowsOf()).toEqual([]);
  });

  it('is remembered by a replay, and at the same instant for ever', async () => {
    await manyReport(world, 5);
    const then = encodeURIComponent(shift(world.now(), 1).toISOString());
    world.pass(3 * HOUR);
    const { body } = await world.get(`/api/v1/answers/optician/alba?at=${then}`);
    expect([body.verdict, body.cause.basis]).toEqual(['restricted', 'reported']);
    const { verdicts } = (await world.get('/api/v1/answers/optician/alba/timeline')).body;
    expect(verdicts.map(({ verdict }: { verdict: string }) => verdict)).toEqual([
      'possible',
      'restricted',
      'possible',
    ]);
  });
});

describe('who reports', () => {
  it('is kept as a digest that is another each day, and can no longer be made once its salt is gone', async () => {
    const say = async () => (await aProfessional(world, 'claire')).post('/reports', aReport());
    await say();
    world.pass(DAY);
    await say();
    const [first, second] = (await reports()).map(({ reporter }) => reporter);
    expect(first).toMatch(/^[\w-]{43}$/);
    expect(second).not.toBe(first);
    const salts = () => world.db.selectFrom('reportSalt').select('day').orderBy('day').execute();
    expect(await salts()).toHaveLength(2);
    world.pass(DAY);
    await forgetReporters(world.db, world.now());
    expect(await salts()).toHaveLength(1);
    expect((await reports()).map(({ reporter }) => reporter)).toEqual([null, second]);
    for (const table of ['report', 'reportHour'] as const)
      expect(JSON.stringify(await world.db.selectFrom(table).selectAll().execute())).not.toContain('claire');
  });

  it('is blanked with its salt, and what was judged of it stays as it was', async () => {
    await manyReport(world, 5);
    await (await aProfessional(world, 'claire')).post('/reports', aReport());
    await (await aProfessional(world, 'claire')).post('/reports', aReport());
    await aPassenger(world).post('/reports', aReport());
    const then = encodeURIComponent(shift(world.now(), 1).toISOString());
    const judged = async () => (await world.get(`/api/v1/answers/optician/alba?at=${then}`)).body.candidates;
    world.pass(2 * DAY);
    const before = await judged();
    await forgetReporters(world.db, world.now());
    const rows = await reports();
    expect(rows.filter(({ reporter }) => reporter !== null)).toEqual([]);
    const practices = rows.flatMap(({ practice }) => practice ?? []);
    expect([practices.length, new Set(practices).size]).toEqual([7, 6]);
    expect(await judged()).toEqual(before);
    expect(JSON.stringify(before)).toContain('reported');
    await expect(world.db.updateTable('report').set({ practice: 'autre' }).execute()).rejects.toThrow(
      'ne se réécrit pas',
    );
  });

  it('is one practice across midnight, blanked too', async () => {
    const said = { profession: 'optician', platform: 'north', mutuelle: null, flow: 'pec' } as const;
    const midnight = new Date('2026-11-10T23:00:00Z');
    for (const minutes of [-20, 20])
      await keepReport(world.db, {
        ...said,
        outcome: 'blocked',
        reporter: 'one digest',
        reportedAt: shift(midnight, minutes * MINUTE),
      });
    await forgetReporters(world.db, shift(midnight, DAY));
    const practices = (await reports()).map(({ practice }) => practice);
    expect(practices).toEqual([expect.stringMatching(/^[0-9a-f]{64}$/), practices[0]]);
  });

  it('goes after ninety days, whole, and never before; the counts of its hour stay', async () => {
    const old = { profession: 'optician', platform: 'north', mutuelle: null, flow: 'pec' } as const;
    const reportedAt = shift(world.now(), -91 * DAY);
    await keepReport(world.db, { ...old, outcome: 'blocked', reporter: 'x', reportedAt });
    await aPassenger(world).post('/reports', aReport());
    await keepNoLonger(world.db, world.now());
    expect(await reports()).toHaveLength(1);
    expect((await hours()).map(({ blocked }) => blocked).sort()).toEqual([0, 1]);
    await expect(world.db.deleteFrom('report').execute()).rejects.toThrow('avant 90 jours');
    await expect(world.db.updateTable('report').set({ outcome: 'passes' }).execute()).rejects.toThrow();
  });

  it('is one practice across midnight', async () => {
    const midnight = shift(new Date(new Date().toISOString().slice(0, 10)), DAY - HOUR);
    world.pass(+midnight - +world.now() - 10 * MINUTE);
    await (await aProfessional(world, 'claire')).post('/reports', aReport());
    world.pass(20 * MINUTE);
    await (await aProfessional(world, 'claire')).post('/reports', aReport());
    expect((await flowsOf())[0].verified).toEqual({ blocked: 1, passes: 0 });
  });
});

describe('is refused', () => {
  const refusedOf = async (given: Record<string, unknown>) =>
    faultOf(await aPassenger(world).post('/reports', aReport(given)));

  it.each([
    ['a word that no list holds', { text: 'Mme Martin, 1 75…' }, 400, '/text'],
    ['a flow that does not exist', { flow: 'fax' }, 400, '/flow'],
    ['another outcome', { outcome: 'peut-être' }, 400, '/outcome'],
    ['no profession', { profession: undefined }, 400, '/profession'],
    ['an unknown platform', { platform: 'nord' }, 404, '/platform'],
    ['an unknown mutuelle', { mutuelle: 'albo' }, 404, '/mutuelle'],
    ['neither platform nor mutuelle', { platform: undefined }, 422, '/platform'],
    ['a flow that the platform has not', { flow: 'arl' }, 422, '/flow'],
  ])('%s', async (_, given, status, pointer) => {
    expect(await refusedOf(given)).toMatchObject({ status, pointer });
    expect(await reports()).toEqual([]);
  });

  it('a mutuelle whose operator the directory does not give: it asks which one is on the card', async () => {
    const desk = bySession(await aWriter(world, { organisation: 'desk' }));
    const source = { confidence: 'high' };
    await desk.post('/conventions', {
      mutuelle: 'alba',
      platform: 'south',
      professions: ['optician'],
      source,
    });
    const { status, body } = await aPassenger(world).post(
      '/reports',
      aReport({ platform: null, mutuelle: 'alba' }),
    );
    expect([status, body.pointer]).toEqual([422, '/platform']);
    expect(body.detail).toContain('imprimé sur la carte');
    expect(body.cure).toContain('north, south');
    const given = await aPassenger(world).post('/reports', aReport({ platform: 'south', mutuelle: 'alba' }));
    expect(given.status).toBe(201);
    expect((await flowsOf('&mutuelle=alba'))[0].platform).toBe('south');
  });

  it('a browser’s, from another site', async () => {
    const practice = await aProfessional(world);
    for (const headers of [
      { 'Sec-Fetch-Site': 'cross-site' },
      { 'Sec-Fetch-Site': 'none' },
      { 'Sec-Fetch-Site': 'same-site' },
    ]) {
      expect(kindOf(await practice.post('/reports', aReport(), headers))).toBe('cross-site');
    }
    expect(await reports()).toEqual([]);
  });

  it('what is not JSON', async () => {
    const headers = { 'Content-Type': 'text/plain' };
    const { status } = await aPassenger(world).post('/reports', JSON.stringify(aReport()), headers);
    expect(status).toBe(415);
  });

  it('a stranger’s twenty-first in a quarter of an hour, with when to come back; never those who signed in', async () => {
    const statuses = [];
    for (let time = 0; time < 21; time++)
      statuses.push(await aPassenger(world, '192.0.2.7').post('/reports', aReport()));
    expect(statuses.map(({ status }) => status)).toEqual([...Array(20).fill(201), 429]);
    const retryAfter = Number(statuses[20]?.headers.get('Retry-After'));
    expect(retryAfter).toBeGreaterThan(60);
    const practice = await aProfessional(world);
    const from = { ...OWN_PAGE, 'X-Forwarded-For': '192.0.2.7' };
    expect((await practice.post('/reports', aReport(), from)).status).toBe(201);
    expect((await aPassenger(world, '198.51.100.7').post('/reports', aReport())).status).toBe(201);
  });

  it('counts asked of nothing, or of what does not exist', async () => {
    const passenger = aPassenger(world);
    expect((await passenger.get(COUNTS)).status).toBe(400);
    for (const asked of ['&platform=nord', '&mutuelle=albo'])
      expect((await passenger.get(COUNTS + asked)).status).toBe(404);
    expect((await passenger.get('/reports?profession=chef&platform=north')).status).toBe(404);
  });
});
