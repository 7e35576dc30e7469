import { sql } from 'kysely';
import { followChain, rowFault } from './audit-check';
import type { Db } from './database';

type Head = { number: number; hash: string };

/** Whether the journal has that row with that digest; row 0 is before the first. */
export const holdsRow = async (db: Db, { number, hash }: Head): Promise<boolean> => {
  if (number === 0) return hash === '0'.repeat(64);
  const row = await readRow(db, number);
  return row?.hash === hash;
};

const readRow = (db: Db, number: number) =>
  db.selectFrom('audit').selectAll().where('number', '=', String(number)).executeTakeFirst();

/** What is wrong with the rows after `from`, with the head, or with the last row itself, in French; null: nothing. */
export const checkNewRows = async (db: Db, from: Head, head: Head): Promise<string | null> => {
  const { faults } = await followChain(db, { number: BigInt(from.number), hash: from.hash });
  if (faults[0]) return faults[0];
  if (head.number === 0) return null;
  const row = await readRow(db, head.number);
  if (!row) return `la ligne ${head.number} manque, que le journal dit être la dernière`;
  if (row.hash !== head.hash)
    return `la ligne ${head.number} n’est pas celle que le journal dit être la dernière`;
  return rowFault(row);
};

/** Each is one row of its table, whose commit moves the number of the record. */
const APPENDED = [
  'statement',
  'confirmation',
  'retraction',
  'closing',
  'incident_update',
  'notice',
  'paymentDay',
  'maintenance',
];

/** How many commits at least put facts on record between two rows: those of one instant are taken for one. */
export const commitsBetween = async (db: Db, from: number, to: number): Promise<number> => {
  const { commits } = await db
    .selectFrom('audit')
    .select(sql<string>`count(distinct at)`.as('commits'))
    .where('number', '>', String(from))
    .where('number', '<=', String(to))
    .where('noun', 'in', APPENDED)
    .where('before', 'is', null)
    .where('action', '!=', 'adopted')
    .executeTakeFirstOrThrow();
  return Number(commits);
};

type Standing = 'held' | 'before' | 'lost';

/** Where a head that was signed stands: in the journal, before it was chained again without people, or nowhere. */
export const standingOf = async (db: Db, head: Head): Promise<Standing> => {
  if (await holdsRow(db, head)) return 'held';
  const row = await db
    .selectFrom('audit')
    .select('after')
    .where('noun', '=', 'audit')
    .where('action', '=', 'rechained')
    .orderBy('number')
    .executeTakeFirst();
  const was = row?.after as Head | undefined;
  return was?.number === head.number && was.hash === head.hash ? 'before' : 'lost';
};
