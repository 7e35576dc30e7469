import { sql } from 'kysely';
import { followChain, rowFault } from './audit-check';
import type { Db } from './database';

type Head = { number: number; hash: string };

/** Whether the journal has that row with that digest; row 0 is before the first. */
export const holdsRow = async (db: Db, { number, hash }: Head): Promise<boolean> => {
  if (number === 0) return hash === ROW_0;
  const row = await readRow(db, number);
  return row?.hash === hash;
};

/**
 * The end of the journal, whether it still has the row that was signed last (null: none was), and a text that is another
 * after any change to a row of an account or of what the journal says of accounts.
 */
export const readEnds = async (db: Db, signed: Head | null) => {
  const { rows } = await sql<{
    seq: string;
    number: string;
    hash: string;
    signedHash: string | null;
    accounts: string | null;
  }>`
    select seq.last as seq, audit_head.number, audit_head.hash,
      (select hash from audit where number = ${signed?.number ?? 0}) as signed_hash, (
        -- Whatever changes a row gives it the number of the transaction that did.
        select md5(string_agg(said, ',' order by said)) from (
          select id || ' ' || xmin as said from account
          union all
          select number || ' ' || xmin from audit where noun = 'account' and action = 'state'
        ) as row
      ) as accounts
    from seq, audit_head
  `.execute(db);
  const [row] = rows;
  if (!row) throw new Error('La base ne dit pas où en est son journal.');
  const { seq, number, hash, signedHash, accounts } = row;
  return {
    end: { seq: Number(seq), auditHead: { number: Number(number), hash } },
    isHeld: signed === null || (signed.number === 0 ? signed.hash === ROW_0 : signedHash === signed.hash),
    accounts: accounts ?? '',
  };
};

/** The digest of the row before the first. */
const ROW_0 = '0'.repeat(64);

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
