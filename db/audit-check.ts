import { sql } from 'kysely';
import { type AuditRow, digestOf } from './audit';
import { REDATED } from './clock-repair';
import type { Db } from './database';
import { contentOf, type Item, keyOf, NOUNS, type Noun } from './dataset/nouns';
import { readItems } from './dataset/record';
import { checkStates } from './states';

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

type RechainedHead = { number: number; hash: string; broken: string | null };

/** Once, by a command, right after the row whose head it names. */
const wrongRechain = (row: AuditRow, earlier: Chain['before']): string | null => {
  const noted = row.after as RechainedHead | null;
  const isRight =
    row.via === 'command' && row.account === null && Number(row.number) === (noted?.number ?? -1) + 1;
  if (earlier || !noted || !isRight)
    return `${named(row)} : une remise en chaîne que rien n’autorise ; il n’y en a eu qu’une, celle de la migration 0025`;
  return noted.broken === null ? null : `${named(row)} : le journal était déjà rompu avant : ${noted.broken}`;
};

/**
 * What was found wrong, in French, the first broken row of the chain named; empty: nothing. `misdated`: facts that are
 * whole, and were not stored when the journal says, as after a clock that jumped.
 */
export type Findings = { rows: number; facts: number; head: string; faults: string[]; misdated: string[] };

const MAX_FAULTS = 100;

/**
 * Rebuilds the chain from its first row, and compares every fact, and every account, key and the like, with what the
 * journal says it is.
 */
export const checkAudit = async (db: Db): Promise<Findings> => {
  const { end, faults } = await followChain(db);
  const head = await db.selectFrom('auditHead').select(['number', 'hash']).executeTakeFirstOrThrow();
  const isWhole = head.hash === end.hash && BigInt(head.number) === end.number;
  if (faults.length === 0 && !isWhole)
    faults.push(`la chaîne s’arrête à la ligne ${end.number}, la dernière écrite est la ${head.number}`);
  const facts = await checkFacts(db);
  const states = await checkStates(db);
  return {
    rows: Number(end.number),
    head: end.hash,
    facts: facts.count + states.count,
    faults: [...faults, ...facts.faults, ...states.faults].slice(0, MAX_FAULTS),
    misdated: (await misdated(db)).slice(0, MAX_FAULTS),
  };
};

type Kept = { id: string; after: object };

const checkFacts = async (db: Db): Promise<{ count: number; faults: string[] }> => {
  const faults: string[] = [];
  let count = 0;
  for (const noun of NOUNS) {
    const journal = new Map((await lastContents(db, noun)).map((row) => [row.id, row]));
    const items = await readItems(db, noun);
    count += items.length;
    for (const item of items) {
      const id = keyOf(noun, item);
      const kept = journal.get(id);
      journal.delete(id);
      if (!kept) faults.push(`${noun.name} ${id} n’est pas au journal`);
      else if (shape(item) !== shape(kept.after as Item))
        faults.push(`${noun.name} ${id} n’est plus ce que dit le journal`);
    }
    faults.push(...[...journal.keys()].map((id) => `${noun.name} ${id} est au journal, plus au registre`));
  }
  return { count, faults };
};

/** Columns that came after the first rows: what is absent says what it is by default. */
const shape = (item: Item): string => contentOf({ ...LATER_KEYS, ...item });

/** What came after the first facts were written, as it reads of them. */
const LATER_KEYS = {
  witness: true,
  corrects: null,
  withdrawalReason: null,
  amcNumbers: [],
  hosts: [],
  sources: [],
};

/** What was dated again is known by its new key alone. */
const lastContents = async (db: Db, noun: Noun): Promise<Kept[]> => {
  const { rows } = await sql<Kept>`
    select distinct on (id) id, after from audit
    where noun = ${noun.table} and after is not null order by id, number desc
  `.execute(db);
  const { rows: redated } = await sql<{ id: string; before: Item }>`
    select id, before from audit where noun = ${noun.table} and action = ${REDATED}
  `.execute(db);
  const left = new Set(
    redated.flatMap(({ id, before }) => (keyOf(noun, before) === id ? [] : [keyOf(noun, before)])),
  );
  return rows.filter(({ id }) => !left.has(id));
};

const TOLERATED = 3_600_000;

/** A fact enters the database when the journal says: what an answer « reconstitué » rests on. */
const misdated = async (db: Db): Promise<string[]> => {
  const faults: string[] = [];
  for (const noun of NOUNS) {
    const first = new Map((await firstRows(db, noun)).map((row) => [row.id, row]));
    const fields = [...noun.key, 'storedAt'].map((field) => sql.ref(field));
    const { rows } = await sql<Item & { storedAt: Date }>`
      select ${sql.join(fields)} from ${sql.table(noun.table)}
    `.execute(db);
    for (const fact of rows) {
      const id = keyOf(noun, fact);
      const row = first.get(id);
      if (!row || row.action === 'adopted' || Math.abs(+fact.storedAt - +row.at) <= TOLERATED) continue;
      faults.push(`${noun.name} ${id} ne date pas du moment que dit le journal`);
    }
  }
  return faults;
};

/** The row that says when a fact was stored: its first, or the last that dated it again. */
const firstRows = async (db: Db, { table }: Noun): Promise<{ id: string; at: Date; action: string }[]> => {
  const { rows } = await sql<{ id: string; at: Date; action: string }>`
    select distinct on (id) id, at, action from audit where noun = ${table}
    order by id, (action = ${REDATED}) desc, case when action = ${REDATED} then -number else number end
  `.execute(db);
  return rows;
};
