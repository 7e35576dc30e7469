import { sql } from 'kysely';
import { followChain } from './audit-chain';
import type { Db } from './database';
import { contentOf, keyOf } from './dataset/content';
import { type Item, NOUNS, type Noun } from './dataset/nouns';
import { readItems } from './dataset/record';
import { checkStates } from './states';

/** What was found wrong, in French, the first broken row of the chain named; empty: nothing. */
export type Findings = { rows: number; facts: number; head: string; faults: string[] };

const MOST = 100;

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
    faults: [...faults, ...facts.faults, ...states.faults].slice(0, MOST),
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
  return { count, faults: [...faults, ...(await misdated(db))] };
};

/** Columns that came after the first rows: what is absent says what it is by default. */
const shape = ({ witness = true, ...item }: Item): string => contentOf({ corrects: null, witness, ...item });

const lastContents = async (db: Db, { table }: Noun): Promise<Kept[]> => {
  const { rows } = await sql<Kept>`
    select distinct on (id) id, after from audit
    where noun = ${table} and after is not null order by id, number desc
  `.execute(db);
  return rows;
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

const firstRows = async (db: Db, { table }: Noun): Promise<{ id: string; at: Date; action: string }[]> => {
  const { rows } = await sql<{ id: string; at: Date; action: string }>`
    select distinct on (id) id, at, action from audit where noun = ${table} order by id, number
  `.execute(db);
  return rows;
};
