import { createHash, randomUUID } from 'node:crypto';
import { type NotNull, type Selectable, sql } from 'kysely';
import { canonical } from './canonical';
import type { Db } from './database';
import type { Tables } from './tables';
import type { Via } from './writer-tables';

/** Who acts, and from where. `account` null: a command of whoever keeps the machine. */
export type Actor = {
  account: string | null;
  organisation: string | null;
  via: Via;
  key: string | null;
  /** A network, its host part taken away. */
  cameFrom: string;
};

export const BY_COMMAND: Actor = {
  account: null,
  organisation: null,
  via: 'command',
  key: null,
  cameFrom: 'local',
};

/** One thing done: `noun` is its table, `id` its key there; null before: it is new. */
export type Deed = {
  action: string;
  noun: string;
  id: string;
  before: object | null;
  after: object | null;
};

export type AuditRow = Selectable<Tables['audit']>;

/** The digest of a row: of all it says and of the row before it. */
export const digestOf = ({ hash: _, ...said }: AuditRow): string =>
  createHash('sha256').update(canonical(said)).digest('hex');

/** What the digest of a row is of, cut where the chain comes in: around its number, and the digest before it. */
const cutOf = (said: Omit<AuditRow, 'number' | 'previous' | 'hash'>) => {
  const whole = canonical({ ...said, number: CUT, previous: CUT });
  const [head = '', middle = '', tail = ''] = whole.split(CUT);
  return { head, middle, tail };
};
/** Nobody can have written it. */
const CUT = randomUUID();

const BATCH = 1000;

/**
 * Appends to the journal, in the transaction of what it tells. To call last: the end of the chain is held
 * from here to the commit, and other writers wait for it.
 */
export const appendAudit = async (trx: Db, actor: Actor, at: Date, deeds: readonly Deed[]): Promise<void> => {
  const rows = deeds.map((deed) => {
    const { before, after } = JSON.parse(JSON.stringify({ before: deed.before, after: deed.after }));
    const said = { at, ...actor, ...deed, before, after };
    return { ...said, ...cutOf(said) };
  });
  for (let from = 0; from < rows.length; from += BATCH)
    await sql`select append_audit(${JSON.stringify(rows.slice(from, from + BATCH))}::jsonb)`.execute(trx);
};

/** The actions that put a statement on record; whoever imports one is its author too. */
const SAYINGS = ['statement', 'update', 'incident', 'import'];

/** Which account said each statement; absent when a command did. */
export const authorsOf = async (db: Db, statements: readonly string[]) => {
  const found = await db
    .selectFrom('audit')
    .distinctOn('audit.id')
    .select(['audit.id as statement', 'audit.account'])
    .where('audit.account', 'is not', null)
    .$narrowType<{ account: NotNull }>()
    .where('audit.noun', '=', 'statement')
    .where('audit.id', '=', sql<string>`any(${statements})`)
    .where('audit.action', 'in', SAYINGS)
    .orderBy('audit.id')
    .orderBy('audit.number')
    .execute();
  return new Map(found.map(({ statement, ...author }) => [statement, author]));
};
