import { sql } from 'kysely';
import type { Db } from '#db/database';

/** What whoever is master of the database does behind what was signed; the service runs meanwhile. */

/** `last`: the last row that is left; `account`: somebody whom somebody invited. */
type About = { last: number; account: string };
export type Behind = { name: string; edits(about: About): readonly string[] };

const FACTS = ['statement', 'incident'];
const KEPT = ['audit', 'audit_head', 'account', ...FACTS];
const HEAD_BACK = (number: number) =>
  `update audit_head set (number, hash) = (select number, hash from audit where number = ${number})`;

export const BEHIND: readonly Behind[] = [
  {
    name: 'the end of the journal cut, with its facts, its head set back',
    edits: ({ last }) => [
      ...FACTS.map(
        (table) =>
          `delete from ${table} where id in (select id from audit where noun = '${table}' and number > ${last})`,
      ),
      `delete from audit where number > ${last}`,
      HEAD_BACK(last),
    ],
  },
  { name: 'the head alone rewound', edits: ({ last }) => [HEAD_BACK(last)] },
  {
    name: 'an inviter nulled',
    edits: ({ account }) => [`update account set invited_by = null where id = '${account}'`],
  },
  {
    name: 'an account made older',
    edits: ({ account }) => [
      `update account set created_at = created_at - interval '400 days' where id = '${account}'`,
    ],
  },
  { name: 'the number set back', edits: () => ['update seq set last = last - 1'] },
];

/** As superuser, past every trigger, in one transaction. Throws when it touches nothing. */
const force = async (db: Db, orders: readonly string[]): Promise<void> =>
  db.transaction().execute(async (trx) => {
    await sql`set local session_replication_role = replica`.execute(trx);
    for (const order of orders) await sql.raw(order).execute(trx);
  });

const readKept = async (db: Db): Promise<string> => {
  const parts = await Promise.all(
    KEPT.map((table) =>
      sql<{ row: string }>`select to_jsonb(each)::text as row from ${sql.table(table)} each`.execute(db),
    ),
  );
  return parts
    .map(({ rows }) =>
      rows
        .map(({ row }) => row)
        .sort()
        .join('\n'),
    )
    .join('\n\n');
};

/** Those that are written, not computed. */
const columnsOf = async (db: Db, table: string): Promise<string> => {
  const { rows } = await sql<{ names: string }>`
    select string_agg(quote_ident(attname), ', ') as names from pg_attribute
    where attrelid = ${table}::regclass and attnum > 0 and not attisdropped and attgenerated = ''
  `.execute(db);
  return rows[0]?.names ?? '';
};

/** Makes the edit. Resolves to what mends it. */
export const goBehind = async (db: Db, { name, edits }: Behind, about: About) => {
  const before = await readKept(db);
  const seq = await readSeq(db);
  const columns = new Map<string, string>();
  for (const table of KEPT) columns.set(table, await columnsOf(db, table));
  await force(db, [
    'create schema aside',
    ...KEPT.map((table) => `create table aside.${table} as table ${table}`),
    ...edits(about),
  ]);
  if ((await readKept(db)) === before && (await readSeq(db)) === seq)
    throw new Error(`« ${name} » ne touche rien`);
  return () =>
    force(db, [
      ...KEPT.flatMap((table) => [
        `delete from ${table}`,
        `insert into ${table} (${columns.get(table)}) select ${columns.get(table)} from aside.${table}`,
      ]),
      // What readers were told since is not told again of something else.
      'update seq set last = last + 10',
      'drop schema aside cascade',
    ]);
};

const readSeq = async (db: Db): Promise<string> =>
  (await db.selectFrom('seq').select(sql<string>`last::text`.as('last')).executeTakeFirstOrThrow()).last;
