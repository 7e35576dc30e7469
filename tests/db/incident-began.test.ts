import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readCursor } from '#db/cursor';
import { listIncidents } from '#db/incidents';
import { createDatabase } from '../support/runner/database';
import { aDataset, aSaying, counted, load } from '../support/world/datasets';

let base: Awaited<ReturnType<typeof createDatabase>>;
const on = (text: string) => `2024-${text}T12:00:00Z`;
const anIncident = (id: string) => ({ id, title: id, platforms: ['north'] });
const aWordIn = (incident: string, id: string, effective: string) =>
  aSaying({ id, incident, update: null, effectiveAt: on(effective), recordedAt: on('06-01') });

beforeAll(async () => {
  base = await createDatabase();
  counted(
    await load(
      base.db,
      aDataset({
        incidents: ['first', 'second', 'untold', 'told'].map(anIncident),
        statements: [
          aWordIn('first', 'f1', '02-01'),
          aWordIn('second', 's1', '03-01'),
          aWordIn('second', 's2', '02-10'),
        ],
        updates: [
          { id: 't1', incident: 'told', by: 'desk', effectiveAt: on('05-01'), recordedAt: on('05-01') },
        ],
      }),
    ),
  );
});
afterAll(() => base.close());

const listed = async () =>
  (await listIncidents(base.db, { before: null, limit: 20, platform: undefined })).facts.incidents.map(
    ({ id }) => id,
  );

describe('the beginning of an incident', () => {
  it('is the first instant told of it, whichever was told first; those without any come last', async () => {
    expect((await listed()).slice(0, 3)).toEqual(['told', 'second', 'first']);
    expect((await listed()).at(-1)).toBe('untold');
  });
  it('moves back with a word about before, and never forward', async () => {
    const more = { statements: [aWordIn('second', 's3', '01-15'), aWordIn('first', 'f2', '04-01')] };
    counted(await load(base.db, { format: 'comptoir-dataset/1', ...more }));
    expect((await listed()).slice(0, 3)).toEqual(['told', 'first', 'second']);
  });
  it('is what the facts themselves say, of every incident', async () => {
    const { rows } = await sql<{ wrong: string }>`
      select id as wrong from incident left join incident_began on incident_began.incident = incident.id
      where began is distinct from coalesce(least(
        (select min(effective_at) from statement where statement.incident = incident.id),
        (select min(effective_at) from incident_update where incident_update.incident = incident.id)
      ), to_timestamp(0))`.execute(base.db);
    expect(rows).toEqual([]);
  });
  it('goes on from page to page', async () => {
    const pages = [];
    let before = null;
    for (let page = 0; page < 10; page += 1) {
      const { facts, next } = await listIncidents(base.db, { before, limit: 1, platform: 'north' });
      pages.push(...facts.incidents.map(({ id }) => id));
      if (next === null) break;
      before = readCursor(next);
    }
    expect(pages).toEqual(await listed());
  });
});
