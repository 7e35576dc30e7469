import { sql } from 'kysely';
import type { Db } from './database';
import type { Tables } from './tables';

/**
 * A table that is no public record, and that the journal follows all the same: a row `state` holds each new content of
 * its rows. A trigger of the table names what changed (`note_change`).
 */
export type Watched = {
  /** As the journal calls it: the table. */
  noun: string;
  table: keyof Tables;
  key: string;
  /** Secrets, and what moves with each use: not in the journal. */
  unwatched: readonly string[];
  /** Who it is: stands beside the chain, which holds a digest. */
  people: readonly string[];
  /** In French, with its article. */
  name: string;
};

export type Content = { readonly [field: string]: unknown };

const watched = (noun: string, table: keyof Tables, rest: Partial<Watched> & { name: string }): Watched => ({
  noun,
  table,
  key: 'id',
  unwatched: [],
  people: [],
  ...rest,
});

export const WATCHED: readonly Watched[] = [
  watched('account', 'account', {
    unwatched: ['passwordHash', 'totpSecret', 'totpStep'],
    people: ['email', 'name'],
    name: 'le compte',
  }),
  watched('api_key', 'apiKey', {
    unwatched: ['hash', 'lastUsedAt', 'endingToldAt'],
    people: ['name'],
    name: 'la clé',
  }),
  watched('invitation', 'invitation', {
    unwatched: ['tokenHash'],
    people: ['email'],
    name: 'l’invitation',
  }),
  watched('passkey', 'passkey', {
    unwatched: ['counter', 'lastUsedAt'],
    people: ['name'],
    name: 'la clé d’accès',
  }),
  watched('probe', 'probe', { unwatched: ['tokenHash'], name: 'la sonde' }),
  watched('request', 'request', { name: 'la demande' }),
  watched('proposal', 'proposal', { name: 'la proposition' }),
  watched('remark_decision', 'remarkDecision', { name: 'la décision' }),
  watched('heads_recipient', 'headsRecipient', {
    key: 'organisation',
    people: ['address'],
    name: 'le destinataire des têtes du journal',
  }),
];

export const watchedAs = (noun: string): Watched | undefined => WATCHED.find((each) => each.noun === noun);

/** The contents of those keys, or of all, by key; absent: there is no such row. */
export const readContents = async (
  db: Db,
  { table, key, unwatched }: Watched,
  keys?: readonly string[],
): Promise<ReadonlyMap<string, Content>> => {
  const those = keys ? sql`where ${sql.ref(key)} = any(${keys}::text[])` : sql``;
  const { rows } = await sql<Content>`select * from ${sql.table(table)} ${those}`.execute(db);
  return new Map(
    rows.map((row) => {
      const fields = Object.entries(row).filter(([field]) => !unwatched.includes(field));
      return [String(row[key]), Object.fromEntries(fields.map(([field, value]) => [field, plain(value)]))];
    }),
  );
};

/** As JSON has it: what the journal gives back is compared with it. */
const plain = (value: unknown): unknown => {
  if (Buffer.isBuffer(value)) return value.toString('base64');
  return value === undefined ? null : JSON.parse(JSON.stringify(value));
};
