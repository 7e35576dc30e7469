import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Evidence } from '#server/domain/facts/evidence';
import { HOUR, MINUTE, shift } from '#server/domain/facts/intervals';
import { createReadModel, type ReadModel } from '#server/read-model/read-model';
import { createDatabase } from '../support/runner/database';
import { aDataset, aSaying, counted, load } from '../support/world/datasets';

let database: Awaited<ReturnType<typeof createDatabase>>;
const start = new Date();
const ago = (milliseconds: number) => shift(start, -milliseconds).toISOString();

const said = (id: string, given: Record<string, unknown> = {}) =>
  aSaying({ id, incident: null, effectiveAt: ago(HOUR), recordedAt: ago(HOUR), ...given });
const words = { by: 'desk', recordedAt: ago(MINUTE) };
const scope = { platform: 'north', flows: ['idb'], professions: 'all' };
const window = { id: 'w', by: 'north', ...scope, from: ago(HOUR), to: ago(-HOUR), recordedAt: ago(2 * HOUR) };
const notice = { id: 'n', by: 'desk', publishedAt: ago(HOUR), professions: 'all', title: 't', body: 'b' };

/** Made-up facts, each list of them committed by itself. */
const BROUGHT: [string, Record<string, unknown[]>][] = [
  [
    'words',
    {
      statements: [
        said('s1'),
        said('s2', { platform: 'south', by: 'union', flows: ['pec'], professions: ['optician'] }),
      ],
    },
  ],
  ['a confirmation', { confirmations: [{ statement: 's1', ...words }] }],
  ['another of the same word', { confirmations: [{ statement: 's1', ...words, by: 'union' }] }],
  ['a retraction', { retractions: [{ statement: 's2', ...words, by: 'union' }] }],
  ['a word that ends', { statements: [said('s1', { validUntil: ago(-HOUR) })] }],
  [
    'an incident with its words',
    {
      incidents: [{ id: 'i', title: 'Panne', platforms: ['north'] }],
      updates: [{ id: 'u', incident: 'i', by: 'north', effectiveAt: ago(HOUR), recordedAt: ago(HOUR) }],
      statements: [said('s3', { incident: 'i', update: 'u' })],
    },
  ],
  [
    'a step of it',
    {
      updates: [{ id: 'u2', incident: 'i', by: 'north', effectiveAt: ago(MINUTE), recordedAt: ago(MINUTE) }],
    },
  ],
  [
    'its end',
    { closings: [{ incident: 'i', by: 'desk', effectiveAt: ago(MINUTE), recordedAt: ago(MINUTE) }] },
  ],
  ['a word of an incident that was over before', { statements: [said('s4', { incident: 'outage' })] }],
  ['a window', { maintenances: [window] }],
  ['its cancellation', { maintenances: [{ ...window, cancelledAt: ago(MINUTE) }] }],
  ['a notice', { notices: [notice] }],
  ['its withdrawal', { notices: [{ ...notice, withdrawnAt: ago(MINUTE) }] }],
  [
    'a day of payment',
    {
      payments: [
        {
          id: 'p',
          by: 'north',
          recordedAt: ago(MINUTE),
          platform: 'north',
          professions: 'all',
          day: ago(0).slice(0, 10),
          state: 'paid',
        },
      ],
    },
  ],
];

beforeAll(async () => {
  database = await createDatabase();
  const closings = [
    { incident: 'outage', by: 'desk', effectiveAt: ago(300 * HOUR), recordedAt: ago(300 * HOUR) },
  ];
  counted(await load(database.db, aDataset({ closings })));
});
afterAll(() => database.close());

const open = () =>
  createReadModel(
    database.db,
    () => new Date(),
    (error) => {
      throw error;
    },
  );
const read = async (record: ReadModel) => (await record.read({ at: null, knownAt: null })).evidence;

/** In no order; without the steps of what is over, which may be held and say nothing any more. */
const sorted = ({ updates, ...evidence }: Evidence) =>
  Object.fromEntries(
    Object.entries({
      ...evidence,
      updates: updates.filter(
        ({ incident }) => !evidence.closings.some((closing) => closing.incident === incident),
      ),
    }).map(([noun, facts]) => [noun, facts.map((fact: object) => JSON.stringify(fact)).sort()]),
  );

describe('a record that is followed', () => {
  it('holds after each change what is read whole, and what did not change as the same objects', async () => {
    const followed = open();
    let before = await read(followed);
    for (const [what, facts] of BROUGHT) {
      counted(await load(database.db, { format: 'comptoir-dataset/1', ...facts }));
      const after = await read(followed);
      expect(sorted(after), what).toEqual(sorted(await read(open())));
      expect(after, what).not.toBe(before);
      for (const noun of ['statements', 'incidents', 'maintenances'] as const) {
        const names = (facts[noun] ?? []).map((fact) => (fact as { id: string }).id);
        for (const fact of before[noun].filter(({ id }) => !names.includes(id)))
          expect(after[noun], `${what}: ${fact.id}`).toContain(fact);
      }
      before = after;
    }
  });
  it('is the same objects while nothing is brought', async () => {
    const followed = open();
    expect(await read(followed)).toBe(await read(followed));
  });
});
