import { sql } from 'kysely';
import { type AuditRow, digestOf } from '#db/audit';
import type { Db } from '#db/database';

/** What somebody with the superuser's rights does to the tables. Resolves to how many rows it touched. */
export type Edit = { name: string; make(db: Db): Promise<number> };

const FACTS = [
  ...['platform', 'mutuelle', 'organisation', 'convention', 'incident', 'incident_update', 'statement'],
  ...['confirmation', 'retraction', 'closing', 'maintenance', 'notice'],
];
/** A text, or an instant, that tells something: one in each table of facts. */
const TOLD: Record<string, string> = {
  platform: `name = name || ' bis'`,
  mutuelle: `amc_numbers = '{00999999}'`,
  organisation: `platforms = '{p1,p2}'`,
  convention: `"to" = '2025-06-01'`,
  incident: `title = 'Rien'`,
  incident_update: `text = 'Tout va bien'`,
  statement: `health = 'operational'`,
  confirmation: `by = 'union'`,
  retraction: `reason = null`,
  closing: `effective_at = effective_at - interval '1 day'`,
  maintenance: `cancelled_at = recorded_at`,
  notice: `body = body || '.'`,
};

const anyOf = <T>(some: readonly T[]): T => some[Math.floor(Math.random() * some.length)] as T;
const order = async (db: Db, text: string): Promise<number> =>
  Number((await sql.raw(text).execute(db)).numAffectedRows ?? 0);
const anyRow = (table: string) => `ctid = (select ctid from ${table} order by random() limit 1)`;
/** Not the last ones: cutting the end is another trick. */
const anyNumber = async (db: Db): Promise<number> => {
  const { rows } = await sql<{ most: number }>`select max(number)::int as most from audit`.execute(db);
  return 1 + Math.floor(Math.random() * ((rows[0]?.most ?? 2) - 2));
};
const inJournal = async (db: Db, change: string) =>
  order(db, `update audit set ${change} where number = ${await anyNumber(db)}`);

/** Makes the chain whole again from a row on, its end included: what a patient forger would do. */
const chainAgain = async (db: Db, from: number): Promise<void> => {
  const rows: AuditRow[] = await db
    .selectFrom('audit')
    .selectAll()
    .where('number', '>=', String(from - 1))
    .orderBy('number')
    .execute();
  let last = rows[0]?.number === String(from - 1) ? rows.shift()?.hash : '0'.repeat(64);
  const made = rows.map((row) => {
    const previous = last ?? '';
    last = digestOf({ ...row, previous });
    return { number: row.number, previous, hash: last };
  });
  await sql`
    update audit set previous = made.previous, hash = made.hash
    from jsonb_to_recordset(${JSON.stringify(made)}::jsonb) as made (number bigint, previous text, hash text)
    where audit.number = made.number
  `.execute(db);
  await sql`update audit_head set number = ${made.at(-1)?.number}, hash = ${last}`.execute(db);
};

export const EDITS: readonly Edit[] = [
  {
    name: 'what a row of the journal says',
    make: (db) => inJournal(db, `after = after || '{"name": "Autre"}'`),
  },
  {
    name: 'who did it',
    make: (db) => inJournal(db, anyOf([`via = 'key'`, `account = 'nobody'`, `organisation = 'union'`])),
  },
  {
    name: 'when',
    make: (db) => inJournal(db, `at = at - interval '${anyOf(['1 millisecond', '1 second', '1 day'])}'`),
  },
  {
    name: 'a row of the journal deleted',
    make: async (db) => order(db, `delete from audit where number = ${await anyNumber(db)}`),
  },
  {
    name: 'the end of the journal cut off, its head set back',
    make: async (db) => {
      const many = 1 + Math.floor(Math.random() * 50);
      const cut = await order(
        db,
        `delete from audit where number > (select max(number) - ${many} from audit)`,
      );
      await order(
        db,
        `update audit_head set (number, hash) = (select number, hash from audit order by number desc limit 1)`,
      );
      return cut;
    },
  },
  {
    name: 'two rows of the journal swapped',
    make: async (db) => {
      const [one, two] = [await anyNumber(db), await anyNumber(db)];
      const other = one === two ? two + 1 : two;
      await order(db, `update audit set number = -1 where number = ${one}`);
      await order(db, `update audit set number = ${one} where number = ${other}`);
      return order(db, `update audit set number = ${other} where number = -1`);
    },
  },
  {
    name: 'a row of the journal edited and all after it chained again',
    make: async (db) => {
      const number = await anyNumber(db);
      const touched = await order(
        db,
        `update audit set after = after || '{"by": "o1", "name": "Autre"}' where number = ${number}`,
      );
      await chainAgain(db, number);
      return touched;
    },
  },
  {
    name: 'a row added to the journal and chained',
    make: async (db) => {
      const added = await order(
        db,
        `insert into audit select number + 1, at, account, organisation, via, key, action, noun, id, before,
         after || '{"name": "Autre", "title": "Autre"}', hash, '' from audit order by number desc limit 1`,
      );
      const { rows } = await sql<{ last: number }>`select max(number)::int as last from audit`.execute(db);
      await chainAgain(db, rows[0]?.last ?? 0);
      return added;
    },
  },
  {
    name: 'what a fact says',
    make: (db) => {
      const table = anyOf(FACTS);
      return order(db, `update ${table} set ${TOLD[table]} where ${anyRow(table)}`);
    },
  },
  {
    name: 'a fact deleted',
    make: (db) => {
      const table = anyOf(FACTS);
      return order(db, `delete from ${table} where ${anyRow(table)}`);
    },
  },
  {
    name: 'a fact added',
    make: (db) =>
      order(
        db,
        anyOf([
          `insert into statement (id, by, effective_at, precision, recorded_at, platform, flows, health)
           values ('forged', 'o1', now(), 'minute', now(), 'p1', '{pec}', 'operational')`,
          `insert into confirmation (statement, by, recorded_at) values ('s1', 'o1', now())`,
          `insert into closing (incident, by, effective_at, recorded_at) values ('i1', 'o1', now(), now())`,
        ]),
      ),
  },
  {
    name: 'when a fact entered, by more than an hour',
    make: (db) => {
      const table = anyOf(FACTS);
      const shift = anyOf([`- interval '2 hours'`, `- interval '3 days'`, `+ interval '2 hours'`]);
      return order(db, `update ${table} set stored_at = stored_at ${shift} where ${anyRow(table)}`);
    },
  },
];
