import type { Client } from '#server/client';
import type { Fault } from '#server/contract/problem';
import { MAX_TYPED_LENGTH } from '#server/contract/search/typed';
import { ask } from '../../client/ask';
import { mutuelleFieldsWords } from '../../words/space-updates';
import type { Reading } from '../form/readings';
import { ticksIn } from '../form/typed';

const folded = (text: string): string =>
  text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/[’\s]+/g, ' ')
    .trim()
    .toLowerCase();

const ALL = '5000';

/** The mutuelles a form names, by name or by id; null when it names none, which is all of them. */
export const mutuellesIn = async (client: Client, form: FormData): Promise<Reading<string[] | null>> => {
  const typed = ticksIn(form, 'mutuelle').filter((name) => name.trim() !== '');
  return typed.length === 0 ? { ok: true, json: null } : namedMutuelles(client, typed);
};

/** The ids of mutuelles by their names or ids, each once; of those nobody knows, the nearest are said. */
export const namedMutuelles = async (
  client: Client,
  typed: readonly string[],
): Promise<Reading<string[]>> => {
  if (typed.length === 0) return { ok: true, json: [] };
  const { body } = await ask(client.api.v1.mutuelles.$get({ query: { limit: ALL } }));
  const ids = new Map(
    body.mutuelles.flatMap(({ id, name }) => [[id, id] as const, [folded(name), id] as const]),
  );
  const found = typed.map((name) => ids.get(name.trim()) ?? ids.get(folded(name)) ?? null);
  const unknown = typed.filter((_, index) => found[index] === null);
  if (unknown.length === 0) return { ok: true, json: [...new Set(found.flatMap((id) => id ?? []))] };
  return { ok: false, faults: await Promise.all(unknown.map((name, index) => faultOf(client, name, index))) };
};

/** So many are looked up, for whoever pastes a list of something else. */
const LOOKED_UP = 5;

const faultOf = async (client: Client, name: string, index: number): Promise<Fault> => {
  const query = { q: name.slice(0, MAX_TYPED_LENGTH), limit: '3' };
  const found = index < LOOKED_UP ? await client.api.v1.mutuelles.$get({ query }) : null;
  const near = found?.ok ? (await found.json()).mutuelles.map((each) => each.name) : [];
  return {
    pointer: '/mutuelles',
    detail: mutuelleFieldsWords.unknown(name),
    cure: near.length > 0 ? mutuelleFieldsWords.near(near) : mutuelleFieldsWords.unknownCure,
  };
};
