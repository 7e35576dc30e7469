import type { Client } from '#server/client';
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
  if (typed.length === 0) return { ok: true, json: null };
  const { body } = await ask(client.api.v1.mutuelles.$get({ query: { limit: ALL } }));
  const ids = new Map(
    body.mutuelles.flatMap(({ id, name }) => [[id, id] as const, [folded(name), id] as const]),
  );
  const found = typed.map((name) => ids.get(name.trim()) ?? ids.get(folded(name)) ?? null);
  const unknown = typed.filter((_, index) => found[index] === null);
  if (unknown.length === 0) return { ok: true, json: [...new Set(found.flatMap((id) => id ?? []))] };
  return {
    ok: false,
    faults: unknown.map((name) => ({
      pointer: '/mutuelles',
      detail: mutuelleFieldsWords.unknown(name),
      cure: mutuelleFieldsWords.unknownCure,
    })),
  };
};
