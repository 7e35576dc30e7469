import { sql } from 'kysely';
import { canonical } from './canonical';
import type { Db } from './database';
import { identityDigest } from './identity';
import { type Content, readContents, WATCHED, type Watched } from './watched';

/** The journal's last content of each thing of a noun, by key; what is no more is left out. */
export const lastStates = async (db: Db, noun: string): Promise<ReadonlyMap<string, Content>> => {
  const { rows } = await sql<{ id: string; after: Content | null }>`
    select distinct on (id) id, after from audit
    where noun = ${noun} and action = 'state' order by id, number desc
  `.execute(db);
  return new Map(rows.flatMap(({ id, after }) => (after ? [[id, after]] : [])));
};

type Identity = { digest: string; salt: string; content: Content };

/** The same with names and addresses put back; without them where they were blanked. */
export const withIdentities = async (
  db: Db,
  states: ReadonlyMap<string, Content>,
): Promise<ReadonlyMap<string, Content>> => {
  const digests = [...states.values()].flatMap(({ identity }) =>
    typeof identity === 'string' ? [identity] : [],
  );
  const { rows } = await sql<Identity>`
    select digest, salt, content from identity where digest = any(${digests}::text[]) and content is not null
  `.execute(db);
  const known = new Map(rows.map((row) => [row.digest, row]));
  return new Map(
    [...states].map(([id, { identity, ...said }]) => {
      const who = typeof identity === 'string' ? known.get(identity) : undefined;
      // A name that is not the one of the digest is nobody's.
      const isTrue = who && identityDigest(who.salt, who.content) === who.digest;
      return [id, isTrue ? { ...said, ...who.content } : said];
    }),
  );
};

/** How many things are watched, and those that are not as the journal has them last, in French. */
export const checkStates = async (
  db: Db,
  nouns: readonly Watched[] = WATCHED,
): Promise<{ count: number; faults: string[] }> => {
  const faults: string[] = [];
  let count = 0;
  for (const watched of nouns) {
    const states = await withIdentities(db, await lastStates(db, watched.noun));
    const contents = await readContents(db, watched);
    count += contents.size;
    for (const [id, content] of contents) {
      const state = states.get(id);
      if (!state) faults.push(`${watched.name} ${id} n’est pas au journal`);
      else
        faults.push(
          ...differing(content, state).map(
            (field) => `${watched.name} ${id} n’est plus ce que dit le journal (${field})`,
          ),
        );
    }
    for (const id of states.keys())
      if (!contents.has(id)) faults.push(`${watched.name} ${id} est au journal, plus dans sa table`);
  }
  return { count, faults };
};

const differing = (content: Content, state: Content): string[] =>
  [...new Set([...Object.keys(content), ...Object.keys(state)])].filter(
    (field) => canonical(content[field]) !== canonical(state[field]),
  );
