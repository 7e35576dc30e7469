import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { availability, availabilityCalendar } from '#server/contract/availability';
import { seed } from '#server/dataset/seed';
import { openDoors } from '../support/runner/api';
import { createDatabase } from '../support/runner/database';
import { countAt } from '../support/world/counting';
import { load } from '../support/world/datasets';
import { faultOf } from '../support/world/writers';

const instant = (text: string) => encodeURIComponent(`${text.replace(' ', 'T')}:00+01:00`);
const NOW = new Date('2024-04-02T12:00:00+02:00');
const FEBRUARY = `days=29&at=${instant('2024-02-29 12:00')}`;
const ADDRESS = '/api/v1/platforms/viamedis/availability';

type Flow = { flow: string; days: { day: string }[] } & Record<string, unknown>;

describe('availability, asked over HTTP of a real database', () => {
  let database: Awaited<ReturnType<typeof createDatabase>>;
  let doors: ReturnType<typeof openDoors>;
  beforeAll(async () => {
    database = await createDatabase();
    await seed(database.db);
    doors = openDoors(database, () => NOW);
  });
  afterAll(async () => {
    expect(doors.accidents).toEqual([]);
    await database.close();
  });
  const flowOf = (body: { flows: Flow[] }, flow: string) => body.flows.find((each) => each.flow === flow);

  it('has no days before any was counted', async () => {
    const { status, body } = await doors.get(ADDRESS);
    expect(status).toBe(200);
    expect(availability.parse(body)).toMatchObject({ from: null, to: null, flows: [] });
    expect((await doors.get('/api/v1/availability')).body).toMatchObject({ from: null, days: [] });
  });

  describe('once counted', () => {
    beforeAll(async () => {
      await countAt(database.db, NOW);
    });

    it('gives February 2024 as counted by hand, for all and for a profession', async () => {
      const { body } = await doors.get(`${ADDRESS}?${FEBRUARY}`);
      const result = availability.parse(body);
      expect(result).toMatchObject({
        from: '2024-02-01',
        to: '2024-02-29',
        profession: null,
        name: 'Viamedis',
      });
      expect(flowOf(body, 'pec')).toMatchObject({ judged: { down: 26_700, unknown: 15_060, ratio: 0 } });
      const own = (await doors.get(`${ADDRESS}?${FEBRUARY}&profession=optician`)).body;
      expect(flowOf(own, 'portail')).toMatchObject({ judged: { ratio: 25_140 / 38_880, presumed: 15_060 } });
      const other = (await doors.get(`${ADDRESS}?${FEBRUARY}&profession=hospital`)).body;
      expect(flowOf(other, 'pec')).toMatchObject({ judged: { ratio: 1, presumed: 41_760, down: 0 } });
    });
    it('gives each day, the newest last, those of months that are over frozen, nothing measured', async () => {
      const { body } = await doors.get(`${ADDRESS}?days=90`);
      const days = flowOf(body, 'pec')?.days ?? [];
      expect(days).toHaveLength(90);
      expect(days[0]?.day).toBe('2024-01-04');
      expect(days.at(-1)).toMatchObject({
        day: '2024-04-02',
        isFrozen: false,
        measured: null,
        correction: null,
        judged: { operational: 720, presumed: 720 },
      });
      expect(days.at(-3)).toMatchObject({ day: '2024-03-31', isFrozen: true, judged: { operational: 1380 } });
      expect(flowOf(body, 'pec')).toMatchObject({ measured: null, corrected: null });
    });
    it('names the flows of the platform, in the order of the trade', async () => {
      const { body } = await doors.get('/api/v1/platforms/seveane/availability');
      expect(body.flows.map(({ flow }: Flow) => flow)).toEqual(['pec', 'portail', 'carte']);
    });
    it('tells the operator’s record', async () => {
      const { body } = await doors.get(`${ADDRESS}?${FEBRUARY}`);
      expect(body.record).toEqual({ failures: [], declaredAfter: null, returns: [], confirmedAfter: null });
    });
    it('gives the days in a file a spreadsheet opens', async () => {
      const { body, headers } = await doors.get(`${ADDRESS}.csv?${FEBRUARY}&profession=optician`);
      expect(headers.get('Content-Type')).toBe('text/csv; charset=utf-8');
      expect(headers.get('Content-Disposition')).toContain('disponibilite-viamedis.csv');
      const [header, ...lines] = body.trim().split('\r\n');
      expect(header).toBe(
        '"platform";"flow";"profession";"day";"reading";"correction";"frozen";"operational";"degraded";"down";"maintenance";"unknown";"presumed";"ratio"',
      );
      // Nine flows, twenty-nine days, judged and declared.
      expect(lines).toHaveLength(9 * 29 * 2);
      expect(lines).toContain(
        '"viamedis";"portail";"optician";"2024-02-12";"judged";"false";"true";"0";"660";"780";"0";"0";"0";"0.4583333333333333"',
      );
    });
    it('gives the worst of all platforms, day by day', async () => {
      const { body } = await doors.get(`/api/v1/availability?days=90`);
      expect(availabilityCalendar.parse(body)).toMatchObject({ from: '2024-01-04', to: '2024-04-02' });
      const of = (day: string) => body.days.find((each: { day: string }) => each.day === day);
      expect(of('2024-01-29')).toEqual({
        day: '2024-01-29',
        health: 'down',
        down: 1440,
        platforms: ['kalixia', 'oxantis', 'viamedis'],
      });
      expect(of('2024-02-25')).toMatchObject({ health: 'unknown', down: 0 });
      expect(of('2024-03-20')).toBeUndefined();
    });
    it('gives corrections beside a month that is frozen', async () => {
      const recordedAt = NOW.toISOString();
      const said = {
        by: 'viamedis',
        platform: 'viamedis',
        flows: ['clc'],
        professions: 'all',
        health: 'down',
      };
      const effectiveAt = '2024-03-20T00:00:00+01:00';
      const validUntil = '2024-03-21T00:00:00+01:00';
      const id = 'said-late';
      const done = await load(database.db, {
        format: 'comptoir-dataset/1',
        statements: [{ id, ...said, effectiveAt, recordedAt, validUntil }],
      });
      expect(done.ok).toBe(true);
      await countAt(database.db, new Date(+NOW + 60_000));
      const { body } = await doors.get(`${ADDRESS}?days=20`);
      expect(flowOf(body, 'clc')).toMatchObject({ judged: { down: 0, ratio: 1 }, corrected: { down: 1440 } });
      const day = flowOf(body, 'clc')?.days.find((each) => each.day === '2024-03-20');
      expect(day).toMatchObject({
        judged: { down: 0 },
        correction: { judged: { down: 1440 }, measured: null },
      });
      const csv = (await doors.get(`${ADDRESS}.csv?days=20`)).body;
      expect(csv).toContain('"clc";"all";"2024-03-20";"judged";"true";"true";"0";"0";"1440"');
    });
  });

  describe('refuses', () => {
    it.each([
      ['an unknown platform', '/api/v1/platforms/viamedi/availability', 404, '/platform'],
      ['an unknown profession', `${ADDRESS}?profession=opticien`, 404, '/profession'],
      ['no days at all', `${ADDRESS}?days=0`, 400, '/query/days'],
      ['more days than four hundred', `${ADDRESS}?days=401`, 400, '/query/days'],
      ['an instant without its offset', `${ADDRESS}?at=2024-02-29`, 400, '/query/at'],
      ['the same of the file', `${ADDRESS}.csv?days=401`, 400, '/query/days'],
    ])('%s', async (_, address, status, pointer) => {
      expect(faultOf(await doors.get(address))).toEqual({ status, pointer, hasCure: true });
    });
  });
});
