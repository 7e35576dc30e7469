import { type AuditRow, digestOf } from './audit';
import type { Db } from './database';

/** The end of a chain: its last row. */
export type End = { number: bigint; hash: string };

/** Before the first row. */
export const START: End = { number: 0n, hash: '0'.repeat(64) };

/** The action of the one row that says where the journal was chained again, and which head it had (`rechain`). */
export const RECHAINED = 'rechained';

export type Chain = {
  end: End;
  /** The head the journal had before it was chained again, without people; null: it never was. */
  before: { number: number; hash: string } | null;
  faults: string[];
};

const BATCH = 5000;

/** Follows the chain from after `from` to its last row, up to the first that is broken. */
export const followChain = async (db: Db, from: End = START): Promise<Chain> => {
  let end = from;
  let before: Chain['before'] = null;
  for (;;) {
    const rows: AuditRow[] = await db
      .selectFrom('audit')
      .selectAll()
      .where('number', '>', String(end.number))
      .orderBy('number')
      .limit(BATCH)
      .execute();
    for (const row of rows) {
      const fault = brokenRow(row, end) ?? (row.action === RECHAINED ? wrongRechain(row, before) : null);
      if (fault) return { end, before, faults: [fault] };
      if (row.action === RECHAINED) before = row.after as NonNullable<Chain['before']>;
      end = { number: BigInt(row.number), hash: row.hash };
    }
    if (rows.length < BATCH) return { end, before, faults: [] };
  }
};

const named = ({ number, action, noun, id }: AuditRow): string => `ligne ${number} (${action} ${noun} ${id})`;

/** What is wrong with a row that comes after another, in French; null: nothing. */
export const brokenRow = (row: AuditRow, last: End): string | null => {
  if (BigInt(row.number) !== last.number + 1n)
    return `${named(row)} : il manque la ligne ${last.number + 1n}`;
  if (row.previous !== last.hash) return `${named(row)} : ne suit pas la ligne ${last.number}`;
  return rowFault(row);
};

/** Whether a row still says what its digest is of. */
export const rowFault = (row: AuditRow): string | null =>
  digestOf(row) === row.hash ? null : `${named(row)} : son contenu a changé depuis qu’elle est écrite`;

type Told = { number: number; hash: string; broken: string | null };

/** Once, by a command, right after the row whose head it names. */
const wrongRechain = (row: AuditRow, earlier: Chain['before']): string | null => {
  const told = row.after as Told | null;
  const isRight =
    row.via === 'command' && row.account === null && Number(row.number) === (told?.number ?? -1) + 1;
  if (earlier || !told || !isRight)
    return `${named(row)} : une remise en chaîne que rien n’autorise ; il n’y en a eu qu’une, celle de la migration 0025`;
  return told.broken === null ? null : `${named(row)} : le journal était déjà rompu avant : ${told.broken}`;
};
