import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readDays, readPlatformCounted } from '#db/availability';
import { addProbe } from '#db/probes';
import type { DayCount } from '#server/domain/availability/days';
import { HOUR, MINUTE, shift } from '#server/domain/facts/intervals';
import { countAvailability, keepCounted } from '#server/measurements/availability';
import { keepResults } from '#server/measurements/results';
import { createDatabase } from '../support/runner/database';
import { countAt } from '../support/world/counting';
import { aSaying, load } from '../support/world/datasets';
import { onJournal } from '../support/world/on-journal';

/** Paris summer time. */
const paris = (text: string) => new Date(`${text.replace(' ', 'T')}:00+02:00`);

let database: Awaited<ReturnType<typeof createDatabase>>;
const db = () => database.db;

const say = async (given: Record<string, unknown>) => {
  const done = await load(db(), { format: 'comptoir-dataset/1', ...given });
  if (!done.ok) throw new Error(JSON.stringify(done.refusal));
};
/** Said at its instant unless told otherwise, of Nord's pec, for all. */
const aWord = (id: string, effectiveAt: string, given: Record<string, unknown> = {}) =>
  aSaying({
    id,
    flows: ['pec'],
    effectiveAt: paris(effectiveAt).toISOString(),
    recordedAt: paris(effectiveAt).toISOString(),
    ...given,
  });

beforeEach(async () => {
  database = await createDatabase();
  await say({
    platforms: [
      { id: 'north', name: 'Nord', kind: 'operator', flows: ['idb', 'pec'] },
      {
        id: 'south',
        name: 'Sud',
        kind: 'network',
        flows: ['pec'],
        dependsOn: [{ platform: 'north', flows: ['pec'] }],
      },
      { id: 'west', name: 'Ouest', kind: 'operator', flows: ['pec'] },
    ],
    organisations: [
      { id: 'north', name: 'Nord', kind: 'operator', platforms: ['north'] },
      { id: 'desk', name: 'Comptoir', kind: 'desk' },
    ],
    incidents: [{ id: 'outage', title: 'Panne', cause: 'technical', platforms: ['north'] }],
  });
});
afterEach(() => database.close());

type Asked = { platform?: string; reading?: DayCount['reading']; correction?: boolean };

/** The pec of a day, for all, in words: « 600 operational, 840 down »; undefined: no row. */
const dayOf = async (
  day: string,
  { platform = 'north', reading = 'judged', correction = false }: Asked = {},
) => {
  const rows = await readDays(db(), platform, { from: day, to: day }, ['all']);
  const row = rows.find(
    (each) => each.flow === 'pec' && each.reading === reading && each.correction === correction,
  );
  if (!row) return undefined;
  const { operational, degraded, maintenance, unknown, down, presumed } = row;
  const parts = Object.entries({ operational, degraded, maintenance, unknown, down, presumed });
  return parts.flatMap(([health, minutes]) => (minutes > 0 ? [`${minutes} ${health}`] : [])).join(', ');
};

describe('the days of a platform', () => {
  it('go back ninety days, to the first of a month, and have no rows while nothing is said', async () => {
    expect(await countAt(db(), paris('2024-05-15 12:00'))).toBe(3);
    const counted = await readPlatformCounted(db(), 'north');
    expect(counted).toMatchObject({ countedFrom: '2024-02-01', countedUntil: paris('2024-05-15 12:00') });
    expect(await readDays(db(), 'north', { from: '2024-01-01', to: '2024-12-31' })).toEqual([]);
  });
  it('begin with the record when it is older', async () => {
    await say({ statements: [aWord('s', '2023-07-03 10:00')] });
    await countAt(db(), paris('2024-05-15 12:00'));
    expect((await readPlatformCounted(db(), 'west'))?.countedFrom).toBe('2023-07-01');
    expect(await dayOf('2023-07-03')).toBe('600 operational, 840 down, 600 presumed');
  });
  it('go back twenty years at most, whatever year was typed', async () => {
    await say({ statements: [aWord('s', '1924-05-13 10:00', { recordedAt: '2024-05-13T10:00:00Z' })] });
    await countAt(db(), paris('2024-05-15 12:00'));
    expect((await readPlatformCounted(db(), 'north'))?.countedFrom).toBe('2004-04-01');
    expect(await dayOf('2004-05-13')).toBe('1440 down');
    expect(await dayOf('2024-05-14')).toBe('1440 down');
  }, 90_000);
  it('today counts up to now, minute after minute, and is whole the day after', async () => {
    await say({ statements: [aWord('s', '2024-05-15 10:00')] });
    await countAt(db(), paris('2024-05-15 12:00'));
    expect(await dayOf('2024-05-15')).toBe('600 operational, 120 down, 600 presumed');
    await countAt(db(), paris('2024-05-15 12:01'));
    expect(await dayOf('2024-05-15')).toBe('600 operational, 121 down, 600 presumed');
    await countAt(db(), paris('2024-05-16 00:30'));
    expect(await dayOf('2024-05-15')).toBe('600 operational, 840 down, 600 presumed');
    expect(await dayOf('2024-05-16')).toBe('30 down');
  });
  it('days missed while nobody was on duty are counted afterwards', async () => {
    await say({ statements: [aWord('s', '2024-05-10 10:00')] });
    await countAt(db(), paris('2024-05-10 12:00'));
    await countAt(db(), paris('2024-05-15 12:00'));
    expect(await dayOf('2024-05-12')).toBe('1440 down');
  });
  it('the same count twice changes nothing', async () => {
    await say({ statements: [aWord('s', '2024-04-10 10:00')] });
    await countAt(db(), paris('2024-05-15 12:00'));
    const before = await readDays(db(), 'north', { from: '2024-01-01', to: '2024-12-31' });
    await countAt(db(), paris('2024-05-15 12:00'));
    expect(await readDays(db(), 'north', { from: '2024-01-01', to: '2024-12-31' })).toEqual(before);
  });
});

describe('the minutes of today', () => {
  const now = paris('2024-05-15 12:00');
  const keptAt = (instant: Date) => keepCounted(db(), () => instant, new AbortController().signal);
  it('are counted a quarter of an hour after the last time while nothing is wrong, and on another day', async () => {
    expect(await keptAt(now)).toBe(3);
    expect(await keptAt(shift(now, 15 * MINUTE))).toBe(0);
    expect(await keptAt(shift(now, 16 * MINUTE))).toBe(3);
    await countAt(db(), paris('2024-05-15 23:58'));
    expect(await keptAt(paris('2024-05-15 23:59'))).toBe(0);
    expect(await keptAt(paris('2024-05-16 00:01'))).toBe(3);
  });
  it('are counted at once when something is said, and each minute while it is wrong', async () => {
    await keptAt(now);
    await say({ statements: [aWord('s', '2024-05-15 11:30', { recordedAt: now.toISOString() })] });
    // Nord and what rests on it: nothing is said of Ouest.
    expect(await keptAt(shift(now, MINUTE))).toBe(2);
    expect(await dayOf('2024-05-15')).toBe('690 operational, 31 down, 690 presumed');
    expect(await keptAt(shift(now, 2 * MINUTE))).toBe(2);
    expect(await dayOf('2024-05-15')).toBe('690 operational, 32 down, 690 presumed');
  });
});

describe('facts that arrive late', () => {
  const now = paris('2024-05-15 12:00');
  beforeEach(async () => {
    await countAt(db(), now);
  });
  const later = (minutes: number) => countAt(db(), shift(now, minutes * MINUTE));

  it('a backdated statement changes the days it is about, here and in what rests on it', async () => {
    await say({ statements: [aWord('s', '2024-05-13 10:00', { recordedAt: now.toISOString() })] });
    await later(1);
    expect(await dayOf('2024-05-13')).toBe('600 operational, 840 down, 600 presumed');
    expect(await dayOf('2024-05-14')).toBe('1440 down');
    expect(await dayOf('2024-05-14', { platform: 'south' })).toBe('1440 down');
    expect(await dayOf('2024-05-14', { platform: 'west' })).toBeUndefined();
  });
  it('a statement retracted never was', async () => {
    await say({ statements: [aWord('s', '2024-05-13 10:00')] });
    await later(1);
    expect(await dayOf('2024-05-14')).toBe('1440 down');
    const retraction = { statement: 's', by: 'north', recordedAt: now.toISOString(), reason: 'erreur' };
    await say({ retractions: [retraction] });
    await later(2);
    expect(await dayOf('2024-05-13')).toBeUndefined();
    expect(await dayOf('2024-05-14', { platform: 'south' })).toBeUndefined();
  });
  it('a return confirmed was one from the beginning', async () => {
    await say({
      statements: [aWord('s', '2024-05-13 10:00'), aWord('t', '2024-05-13 20:00', { health: 'operational' })],
    });
    await later(1);
    expect(await dayOf('2024-05-13')).toBe('600 operational, 240 degraded, 600 down, 600 presumed');
    await say({ confirmations: [{ statement: 't', by: 'desk', recordedAt: now.toISOString() }] });
    await later(2);
    expect(await dayOf('2024-05-13')).toBe('840 operational, 600 down, 600 presumed');
  });
  it('a closing ends what its incident said', async () => {
    await say({ statements: [aWord('s', '2024-05-13 10:00')] });
    await later(1);
    const effectiveAt = paris('2024-05-14 06:00').toISOString();
    await say({ closings: [{ incident: 'outage', by: 'desk', effectiveAt, recordedAt: now.toISOString() }] });
    await later(2);
    expect(await dayOf('2024-05-14')).toBe('1080 operational, 360 down, 1080 presumed');
  });
  it('a maintenance told afterwards, and cancelled', async () => {
    const window = {
      id: 'w',
      by: 'north',
      platform: 'north',
      flows: ['pec'],
      professions: 'all',
      from: paris('2024-05-14 02:00').toISOString(),
      to: paris('2024-05-14 04:00').toISOString(),
      recordedAt: paris('2024-05-13 12:00').toISOString(),
    };
    await say({ maintenances: [window] });
    await later(1);
    expect(await dayOf('2024-05-14')).toBe('1320 operational, 120 maintenance, 1320 presumed');
    await say({ maintenances: [{ ...window, cancelledAt: paris('2024-05-14 03:00').toISOString() }] });
    await later(2);
    expect(await dayOf('2024-05-14')).toBe('1380 operational, 60 maintenance, 1380 presumed');
  });
  it('a fact of before the first day counted takes the count back to it', async () => {
    await say({ statements: [aWord('s', '2023-12-11 10:00')] });
    await later(1);
    expect((await readPlatformCounted(db(), 'north'))?.countedFrom).toBe('2023-12-01');
    expect(await dayOf('2023-12-12')).toBe('1440 down');
  });

  it('results that reached us late', async () => {
    await onJournal(db(), (trx) =>
      addProbe(trx, {
        id: 'probe',
        platform: 'north',
        flow: 'pec',
        name: 'Sonde',
        kind: 'http',
        intervalSeconds: 3600,
        timeoutMs: 1000,
        steps: '[]',
        tokenHash: null,
        key: null,
        disabledAt: null,
        createdAt: paris('2024-05-01 00:00'),
        enabledAt: paris('2024-05-01 00:00'),
      }),
    );
    const results = Array.from({ length: 24 }, (_, hour) => ({
      probe: 'probe',
      outcome: hour < 12 ? ('ok' as const) : ('failed' as const),
      observedAt: shift(paris('2024-05-14 00:00'), hour * HOUR),
      durationMs: 10,
      sequence: null,
      seen: null,
      blind: false,
    }));
    await db()
      .transaction()
      .execute((trx) => keepResults(trx, results, shift(now, 30_000)));
    await later(1);
    // Healthy from the third success, at 2:00; failing from the third failure, at 14:00.
    expect(await dayOf('2024-05-14', { reading: 'measured' })).toBe('720 operational, 120 unknown, 600 down');
    expect(await dayOf('2024-05-14')).toBe('840 operational, 600 down, 120 presumed');
    expect(await dayOf('2024-05-14', { reading: 'declared' })).toBeUndefined();
    // Of what rests on it a failure counts; its own health stays presumed.
    expect(await dayOf('2024-05-14', { platform: 'south' })).toBe('840 operational, 600 down, 840 presumed');
    expect(await dayOf('2024-05-14', { platform: 'south', reading: 'measured' })).toBeUndefined();
  });
});

describe('a month that is over', () => {
  const now = paris('2024-05-15 12:00');
  const backdated = aWord('late', '2024-04-20 10:00', { recordedAt: now.toISOString() });
  beforeEach(async () => {
    await say({ statements: [aWord('s', '2024-04-10 10:00')] });
    await countAt(db(), now);
  });

  it('stays as it was counted; what is learnt later stands beside, then goes again when it is taken back', async () => {
    await say({ statements: [backdated] });
    await countAt(db(), shift(now, MINUTE));
    expect(await dayOf('2024-04-21')).toBe('1440 unknown');
    expect(await dayOf('2024-04-21', { correction: true })).toBe('1440 down');
    expect(await dayOf('2024-04-21', { platform: 'south', correction: true })).toBe('1440 down');
    expect(await dayOf('2024-04-12', { correction: true })).toBeUndefined();
    // The month under way is simply counted again.
    expect(await dayOf('2024-05-14')).toBe('1440 down');
    const retraction = { statement: 'late', by: 'north', recordedAt: now.toISOString(), reason: 'erreur' };
    await say({ retractions: [retraction] });
    await countAt(db(), shift(now, 2 * MINUTE));
    expect(await dayOf('2024-04-21')).toBe('1440 unknown');
    expect(await dayOf('2024-04-21', { correction: true })).toBeUndefined();
  });
  it('a day that would be presumed says so beside', async () => {
    await say({
      retractions: [{ statement: 's', by: 'north', recordedAt: now.toISOString(), reason: 'erreur' }],
    });
    await countAt(db(), shift(now, MINUTE));
    expect(await dayOf('2024-04-11')).toBe('1440 down');
    expect(await dayOf('2024-04-11', { correction: true })).toBe('1440 operational, 1440 presumed');
  });
  it('nothing rewrites it, whoever tries', async () => {
    const rewriting = db().updateTable('availabilityDay').set({ down: 0 }).where('day', '=', '2024-04-11');
    await expect(rewriting.execute()).rejects.toThrow(/mois gelé/);
    const removal = db().deleteFrom('availabilityDay').where('day', '=', '2024-04-11');
    await expect(removal.execute()).rejects.toThrow(/mois gelé/);
  });
  it('is frozen with the first count after it', async () => {
    await countAt(db(), paris('2024-06-01 00:00'));
    await say({ statements: [aWord('may', '2024-05-20 10:00', { recordedAt: now.toISOString() })] });
    await countAt(db(), paris('2024-06-01 00:01'));
    expect(await dayOf('2024-05-21')).toBe('1440 unknown');
    expect(await dayOf('2024-05-21', { correction: true })).toBe('1440 down');
  });
});

it('what a platform rests on, and who may speak of it, have the month under way counted again', async () => {
  await say({ statements: [aWord('s', '2024-05-15 10:00')] });
  await countAt(db(), new Date());
  const due = async () => {
    const rows = await db().selectFrom('availabilityDue').selectAll().execute();
    return [...new Set(rows.map(({ platform }) => platform))];
  };
  expect(await due()).toEqual([]);
  const dependsOn = [{ platform: 'north', flows: ['pec'] }];
  await say({ platforms: [{ id: 'west', name: 'Ouest', kind: 'operator', flows: ['pec'], dependsOn }] });
  expect(await due()).toEqual(['west']);
  await countAt(db(), new Date());
  await say({ organisations: [{ id: 'north', name: 'Nord', kind: 'operator', platforms: [] }] });
  expect(await due()).toEqual(['north']);
  await countAt(db(), new Date());
  expect(await due()).toEqual([]);
});

it('what is due to a platform waits for those that rest on it, when a run is cut short', async () => {
  const now = paris('2024-05-15 12:00');
  await countAt(db(), now);
  await say({ statements: [aWord('s', '2024-05-13 10:00', { recordedAt: now.toISOString() })] });
  const due = () => db().selectFrom('availabilityDue').selectAll().execute();
  let calls = 0;
  // The clock jumps by a minute each time it is read: one platform a run.
  const slow = () => shift(now, ++calls * MINUTE);
  const counted: number[] = [];
  do counted.push(await countAvailability(db(), slow, new AbortController().signal));
  while ((await due()).length > 0 && counted.length < 10);
  expect(new Set(counted)).toEqual(new Set([1]));
  expect(await dayOf('2024-05-14', { platform: 'south' })).toBe('1440 down');
  expect(await dayOf('2024-05-14')).toBe('1440 down');
});
