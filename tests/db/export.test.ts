import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readDirectory } from '#db/directory';
import { readWhole } from '#server/dataset/file';
import { seed } from '#server/dataset/seed';
import { createDatabase } from '../support/runner/database';
import { aDataset, aSaying, counted, load } from '../support/world/datasets';

let first: Awaited<ReturnType<typeof createDatabase>>;
let second: Awaited<ReturnType<typeof createDatabase>>;
beforeAll(async () => {
  [first, second] = await Promise.all([createDatabase(), createDatabase()]);
});
afterAll(() => Promise.all([first.close(), second.close()]));

const exported = async (base: typeof first): Promise<unknown> =>
  JSON.parse(JSON.stringify(await readWhole(base.db)));

/** One fact of each noun, with every field given, instants to the millisecond. */
const everything = () =>
  aDataset({
    updates: [
      {
        id: 'u1',
        incident: 'outage',
        by: 'north',
        effectiveAt: '2024-02-01T10:00:00.123+01:00',
        recordedAt: '2024-02-01T10:00:00.456+01:00',
        stage: 'identified',
        text: 'Cause trouvée',
        nextUpdateDue: '2024-02-01T12:00:00+01:00',
      },
    ],
    statements: [
      aSaying({
        update: 'u1',
        precision: 'hour',
        professions: ['optician'],
        mutuelles: ['alba'],
        stage: 'monitoring',
        validUntil: '2024-02-03T00:00:00Z',
        expectedBack: '2024-02-02T00:00:00.5Z',
        text: 'ﬁn « é » \u00a0😀',
        nextUpdateDue: '2024-02-01T13:00:00Z',
        sourceUrl: 'https://example.org/',
      }),
    ],
    confirmations: [{ statement: 's1', by: 'desk', recordedAt: '2024-02-02T00:00:00.001Z' }],
    retractions: [{ statement: 's1', by: 'north', recordedAt: '2024-02-02T00:00:00.999Z', reason: 'erreur' }],
    closings: [
      ...[
        {
          incident: 'outage',
          by: 'desk',
          effectiveAt: '2024-03-01T00:00:00Z',
          recordedAt: '2024-03-01T00:00:00Z',
          note: 'fin',
        },
      ],
    ],
    maintenances: [
      {
        id: 'w',
        by: 'north',
        platform: 'north',
        flows: ['pec', 'idb'],
        professions: ['nurse'],
        text: 'Travaux',
        from: '2024-03-01T00:00:00Z',
        to: '2024-03-02T00:00:00Z',
        recordedAt: '2024-02-01T00:00:00Z',
        cancelledAt: '2024-02-20T00:00:00Z',
      },
    ],
    notices: [
      {
        id: 'n',
        by: 'union',
        publishedAt: '2024-02-01T00:00:00Z',
        validUntil: '2024-02-09T00:00:00Z',
        withdrawnAt: '2024-02-05T00:00:00Z',
        professions: ['optician'],
        platforms: ['north'],
        title: 't',
        body: 'b\n\nc',
        advice: 'defer-file',
        sourceUrl: 'https://example.org/n',
      },
    ],
  });

describe('an export', () => {
  it('brought into an empty record makes the same record, field by field', async () => {
    expect(await seed(first.db)).toBe(true);
    await load(first.db, everything());
    const file = await exported(first);
    expect(Object.keys(counted(await load(second.db, file)))).toHaveLength(12);
    expect(await exported(second)).toEqual(file);
    expect(await readDirectory(second.db)).toEqual(await readDirectory(first.db));
    expect(counted(await load(first.db, file))).toEqual({});
  });
  it('keeps instants to the millisecond, and when each fact was recorded', async () => {
    const file = (await exported(first)) as { updates: object[]; statements: object[] };
    expect(file.updates).toEqual([
      expect.objectContaining({
        effectiveAt: '2024-02-01T09:00:00.123Z',
        recordedAt: '2024-02-01T09:00:00.456Z',
      }),
    ]);
  });
  it('of the first start is what db/data says', async () => {
    const data = JSON.parse(await readFile('db/data/directory.json', 'utf8'));
    expect(counted(await load(first.db, data))).toEqual({});
    expect(await seed(first.db)).toBe(false);
  });
});
