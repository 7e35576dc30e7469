import { createHash, randomUUID } from 'node:crypto';
import { type NotNull, type Selectable, sql } from 'kysely';
import { escapeLiteral } from 'pg';
import { canonical } from './canonical';
import type { Db } from './database';
import { withoutPeople } from './identity';
import type { Tables } from './tables';
import { readContents, WATCHED } from './watched';
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
export type AuditEntry = {
  action: string;
  noun: string;
  id: string;
  before: object | null;
  after: object | null;
};

/** The entry of something that has no content before. */
export const entryOf = (
  action: string,
  noun: string,
  id: string,
  after: object | null = null,
): AuditEntry => ({
  action,
  noun,
  id,
  before: null,
  after,
});

export type AuditRow = Selectable<Tables['audit']>;

/** The digest of a row: of all it says and of the row before it. */
export const digestOf = ({ hash: _, ...said }: AuditRow): string =>
  createHash('sha256').update(canonical(said)).digest('hex');

/** The text that a row's digest is computed from, cut around its number and the digest before it. */
const cutOf = (said: Omit<AuditRow, 'number' | 'previous' | 'hash'>) => {
  const whole = canonical({ ...said, number: CUT, previous: CUT });
  const [head = '', middle = '', tail = ''] = whole.split(CUT);
  return { head, middle, tail };
};
/** Nobody can have written it. */
const CUT = randomUUID();

const BATCH = 1000;

/** The action of rows that hold the new content of what is watched, null when it is no more. */
export const STATE = 'state';

/**
 * Appends to the journal, in the transaction of what it tells: what was done, and the new content of whatever that
 * changed of accounts, keys and the like. To call last: the end of the chain is held from here to the commit, and
 * other writers wait for it.
 */
export const appendAudit = async (
  trx: Db,
  actor: Actor,
  at: Date,
  entries: readonly AuditEntry[],
): Promise<void> => {
  const changed = await append(trx, actor, at, entries);
  if (changed !== '') await append(trx, actor, at, await statesOf(trx, changed));
};

/** What is said in a crisis, names nobody, and comes with nothing that is watched. */
const SAID: readonly string[] = ['statement', 'incident', 'incidentUpdate', 'confirmation'];

/** The same of words alone, as a question to be sent with the commit; null: there is something else among them. */
export const saidAudit = (actor: Actor, at: Date, entries: readonly AuditEntry[]): string | null => {
  if (entries.length === 0 || entries.some(({ noun, before }) => before !== null || !SAID.includes(noun)))
    return null;
  const rows = entries.map((entry) => rowOf(actor, at, { ...entry, agent: null }));
  return `select append_facts_audit(${escapeLiteral(JSON.stringify(rows))}::jsonb)`;
};

const rowOf = (
  { cameFrom, ...who }: Actor,
  at: Date,
  { agent, ...entry }: AuditEntry & { agent: string | null },
) => {
  const { before, after } = JSON.parse(JSON.stringify({ before: entry.before, after: entry.after }));
  const said = { at, ...who, ...entry, before, after };
  return { ...said, ...cutOf(said), cameFrom, agent };
};

/** Resolves to what the transaction changed of what is watched, a line each. */
const append = async (trx: Db, actor: Actor, at: Date, entries: readonly AuditEntry[]): Promise<string> => {
  const identified = await withoutPeople(trx, entries);
  const rows = identified.map((entry) => rowOf(actor, at, entry));
  let changed = '';
  for (let from = 0; from === 0 || from < rows.length; from += BATCH) {
    const batch = JSON.stringify(rows.slice(from, from + BATCH));
    const { rows: answered } = await sql<{ changed: string | null }>`
      select append_audit(${batch}::jsonb) as changed
    `.execute(trx);
    changed += answered[0]?.changed ?? '';
  }
  return changed;
};

/** Each once, however often it was changed. */
const statesOf = async (trx: Db, changed: string): Promise<AuditEntry[]> => {
  const lines = [...new Set(changed.trimEnd().split('\n'))].map((line) => {
    const [noun = '', ...id] = line.split(' ');
    return { noun, id: id.join(' ') };
  });
  const states: AuditEntry[] = [];
  for (const watched of WATCHED) {
    const ids = lines.filter(({ noun }) => noun === watched.noun).map(({ id }) => id);
    const contents = ids.length > 0 ? await readContents(trx, watched, ids) : new Map();
    for (const id of ids)
      states.push({ action: STATE, noun: watched.noun, id, before: null, after: contents.get(id) ?? null });
  }
  return states;
};

/** Whether the journal holds it: what is done once is told once of each thing. */
export const isJournaled = async (db: Db, { action, noun, id }: AuditEntry): Promise<boolean> =>
  (await db
    .selectFrom('audit')
    .select('number')
    .where('noun', '=', noun)
    .where('id', '=', id)
    .where('action', '=', action)
    .limit(1)
    .executeTakeFirst()) !== undefined;

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
