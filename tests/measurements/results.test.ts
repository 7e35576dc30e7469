import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newId } from '#db/database';
import { readSeq } from '#db/directory';
import { addProbe } from '#db/probes';
import { readSeries } from '#db/series';
import { MINUTE, SECOND, shift } from '#server/domain/facts/intervals';
import { runsOf } from '#server/domain/facts/observations';
import { readSeries as readingOf } from '#server/domain/judgement/damping';
import { keepResults } from '#server/measurements/results';
import { createDatabase } from '../support/runner/database';
import { load } from '../support/world/datasets';
import { onJournal } from '../support/world/on-journal';

let database: Awaited<ReturnType<typeof createDatabase>>;
const db = () => database.db;
const NOW = new Date('2024-05-14T10:00:00Z');
const EVERY = 5 * MINUTE;

beforeAll(async () => {
  database = await createDatabase();
  const platforms = [{ id: 'north', name: 'Nord', kind: 'operator', flows: ['pec'] }];
  const done = await load(db(), { format: 'comptoir-dataset/1', platforms });
  if (!done.ok) throw new Error(JSON.stringify(done.refusal));
});
afterAll(() => database.close());

const aProbe = async (): Promise<string> => {
  const id = newId();
  const long = new Date('2024-05-01T00:00:00Z');
  await onJournal(db(), (trx) =>
    addProbe(trx, {
      ...{ id, platform: 'north', flow: 'pec', name: 'Sonde', kind: 'http', intervalSeconds: EVERY / SECOND },
      ...{ timeoutMs: 1000, steps: '[]', tokenHash: null, key: null },
      ...{ disabledAt: null, createdAt: long, enabledAt: long },
    }),
  );
  return id;
};

type Given = { minute: number; outcome: 'ok' | 'failed' | 'timeout' };
const keep = (probe: string, given: readonly Given[], now = NOW) =>
  db()
    .transaction()
    .execute((trx) =>
      keepResults(
        trx,
        given.map(({ minute, outcome }) => ({
          ...{ probe, outcome, observedAt: shift(NOW, -minute * MINUTE) },
          ...{ durationMs: 10, sequence: null, seen: null, blind: false },
        })),
        now,
      ),
    );
const rawOf = (probe: string) =>
  db().selectFrom('observation').selectAll().where('probe', '=', probe).execute();
const runsIn = (probe: string) =>
  db()
    .selectFrom('observationRun')
    .select(['firstAt', 'thirdAt', 'lastAt', 'isOk'])
    .where('probe', '=', probe)
    .orderBy('firstAt')
    .execute();
const concludedOf = async (probe: string) => {
  const [series] = await readSeries(db(), { from: NOW, at: NOW, knownAt: NOW }, [probe]);
  const reading = series ? readingOf(series, NOW, NOW, []) : null;
  return [reading?.state?.kind ?? null, reading?.isStale ?? null];
};

const result = fc.record({
  minute: fc.integer({ min: 0, max: 80 }),
  outcome: fc.constantFrom('ok' as const, 'ok' as const, 'failed' as const, 'timeout' as const),
});
const inOrder = fc.array(result, { maxLength: 60 }).map((all) => all.sort((a, b) => b.minute - a.minute));
/** Mostly as they come, sometimes late and twice. */
const batches = fc.oneof(
  inOrder.map((all) => [all.slice(0, 7), all.slice(7, 30), all.slice(30)]),
  fc.array(fc.array(result, { maxLength: 12 }), { maxLength: 6 }),
);

describe('results kept batch after batch', () => {
  it('make the runs, the counts and the words that all of them at once would', async () => {
    await fc.assert(
      fc.asyncProperty(batches, async (given) => {
        const probe = await aProbe();
        for (const batch of given) {
          const before = [await readSeq(db()), String(await concludedOf(probe))];
          const held = (await rawOf(probe)).length;
          expect(await keep(probe, batch)).toBe((await rawOf(probe)).length - held);
          const told = (await readSeq(db())) !== before[0];
          expect(told).toBe(String(await concludedOf(probe)) !== before[1]);
          // Of two that begin at one instant the first concludes nothing.
          const all = runsOf(await rawOf(probe), 0);
          const expected = all.filter((run, index) => +run.firstAt !== +(all[index + 1]?.firstAt ?? 0));
          expect(await runsIn(probe)).toEqual(expected);
        }
        const counted = await db()
          .selectFrom('observationDay')
          .select(({ fn }) => [
            fn.sum('ok').as('ok'),
            fn.sum('failed').as('failed'),
            fn.sum('timeout').as('timeout'),
          ])
          .where('probe', '=', probe)
          .executeTakeFirstOrThrow();
        const raw = await rawOf(probe);
        for (const outcome of ['ok', 'failed', 'timeout'] as const)
          expect(Number(counted[outcome] ?? 0)).toBe(raw.filter((each) => each.outcome === outcome).length);
      }),
      { numRuns: 50 },
    );
  });
  it('a late one does not shorten the run that begins where the one after it ends', async () => {
    const probe = await aProbe();
    const at = (minute: number, outcome: Given['outcome']) => ({ minute, outcome });
    for (const batch of [
      [at(16, 'failed'), at(0, 'ok')],
      [at(17, 'timeout')],
      [at(16, 'ok')],
      [at(18, 'ok')],
    ])
      await keep(probe, batch);
    expect((await runsIn(probe)).at(-1)).toMatchObject({
      isOk: true,
      firstAt: shift(NOW, -16 * MINUTE),
      lastAt: NOW,
    });
  });
  it('a failure and a success of one instant are kept both', async () => {
    const probe = await aProbe();
    const at = (minute: number, outcome: Given['outcome']) => ({ minute, outcome });
    expect(await keep(probe, [at(9, 'ok'), at(8, 'failed'), at(8, 'ok'), at(7, 'ok'), at(6, 'ok')])).toBe(5);
    expect(await concludedOf(probe)).toEqual(['healthy', false]);
  });
});
