import { sql } from 'kysely';
import { ask } from './kit/asking';
import { keyFor, openDatabase, startServer } from './kit/server';
import { progress, type Row, result, tally } from './kit/support';

const POSTS = 50;

const claim = { platform: 'viamedis', flows: ['pec'], professions: 'all', precision: 'minute' };
const effectiveAt = new Date().toISOString();

/** What is posted, where it lands, and the same with another body. `mark` is found again in `column` of `table`. */
const POSTED = [
  {
    path: '/api/v1/statements',
    table: 'statement',
    column: 'text',
    body: (mark: string) => ({ ...claim, effectiveAt, health: 'down', text: mark }),
  },
  {
    path: '/api/v1/statements',
    table: 'statement',
    column: 'text',
    body: (mark: string) => ({ ...claim, effectiveAt, health: 'operational', text: mark }),
  },
  {
    path: '/api/v1/incidents',
    table: 'incident',
    column: 'title',
    body: (mark: string) => ({
      title: mark,
      platforms: ['viamedis'],
      update: {
        effectiveAt,
        stage: 'investigating',
        text: 'cherche',
        statements: [{ ...claim, health: 'degraded' }],
      },
    }),
  },
  {
    path: '/api/v1/notices',
    table: 'notice',
    column: 'title',
    body: (mark: string) => ({ title: mark, body: mark, professions: 'all', platforms: [] }),
  },
];

export const f11: Row = {
  id: 'F11',
  broken: '50 equal posts with one key, at once; the same again later; then another body',
  target: '1 row, 50 equal answers; 422',
  async run() {
    const server = await startServer();
    const bearer = await keyFor(server.dataDir, 'writer@desk.example', 'desk');
    const { db } = await openDatabase(server);
    const lines: string[] = [];
    let isMet = true;
    for (const [index, { path, table, column, body }] of POSTED.entries()) {
      const mark = `one-key-${index}`;
      const post = (given: object) => ask(server.origin, { path, key: mark, bearer, body: given });
      const atOnce = await Promise.all(Array.from({ length: POSTS }, () => post(body(mark))));
      const later = await post(body(mark));
      const other = await post(body(`${mark}-other`));
      const { rows } = await sql<{ count: number }>`
        select count(*)::int as count from ${sql.table(table)} where ${sql.ref(column)} like ${`${mark}%`}
      `.execute(db);
      const answers = [...atOnce, later];
      const different = new Set(answers.map(({ status, text }) => `${status} ${text}`)).size;
      const counts = result(tally(answers.map(({ status }) => status)));
      isMet &&= rows[0]?.count === 1 && different === 1 && later.status === 201 && other.status === 422;
      lines.push(
        `${path}: ${counts}, ${different} different, ${rows[0]?.count} row, other body ${other.status}`,
      );
      progress('F11', lines.at(-1) ?? '');
    }
    return { isMet, measured: lines.join('; ') };
  },
};
