import { sql } from 'kysely';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openLog } from '#server/runtime/log';
import { createDatabase } from '../support/runner/database';

let database: Awaited<ReturnType<typeof createDatabase>>;
beforeAll(async () => {
  database = await createDatabase();
});
afterAll(() => database.close());

const written = (about: object): string => {
  const lines: string[] = [];
  const { accident } = openLog({ LOG_LEVEL: 'info' }, { write: (line) => void lines.push(line) });
  accident('question sans réponse', about);
  return lines.join('');
};

it('says what kind of accident and where, and no value that somebody gave', async () => {
  const PERSON = 'claire.martin@example.org';
  const refused = [
    sql`select ${PERSON}::uuid`,
    sql`insert into organisation (id, name, kind) values (${PERSON}, ${PERSON}, ${PERSON})`,
  ];
  for (const query of refused) {
    const error: unknown = await query.execute(database.db).catch((found: unknown) => found);
    expect(String(error)).toContain('error');
    const line = written({ error });
    expect(line).not.toContain(PERSON);
    expect(JSON.parse(line)).toMatchObject({ level: 50, msg: 'question sans réponse' });
    expect(JSON.parse(line).error.code).toMatch(/^\d{2}\w{3}$/);
    expect(JSON.parse(line).error.frames.length).toBeGreaterThan(0);
  }
});
it('keeps the words of an accident of our own', () => {
  expect(JSON.parse(written({ error: new Error('rien à dire encore') })).error).toMatchObject({
    message: 'rien à dire encore',
  });
});
it('tells the same accident of a task once, counts each, and hides no other', () => {
  const lines: string[] = [];
  const log = openLog({ LOG_LEVEL: 'info' }, { write: (line) => void lines.push(line) });
  for (let time = 0; time < 5; time += 1) log.accidentOfTask('tâche à refaire', { error: new Error('un') });
  log.accidentOfTask('tâche à refaire', { error: new Error('deux') });
  log.accidentOfTask('tâche à refaire', { error: new Error('un'), job: 'published' });
  expect(lines.map((line) => JSON.parse(line).error.message)).toEqual(['un', 'deux', 'un']);
  expect(log.accidents().get('caught')).toBe(7);
});
