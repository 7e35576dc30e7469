import type { Client } from '#server/client';
import { fold, sameAmc } from '#server/contract/search/typed';
import { ask } from '../../client/ask';
import { linesIn } from './typed';

const ALL = '5000';

type Named = { id: string; name: string; amcNumbers: readonly string[] };

/** The ids of mutuelles typed one a line, by id, exact name or number; an unknown one stays as typed, and our API refuses it. */
export const mutuellesIn = async (client: Client, form: FormData, field: string): Promise<string[]> => {
  const lines = linesIn(form, field);
  if (lines.length === 0) return [];
  const { body } = await ask(client.api.v1.mutuelles.$get({ query: { limit: ALL } }));
  return lines.map((line) => body.mutuelles.find((mutuelle) => isNamed(mutuelle, line))?.id ?? line);
};

const isNamed = ({ id, name, amcNumbers }: Named, line: string): boolean =>
  id === line || fold(name) === fold(line) || amcNumbers.some((number) => sameAmc(number, line));
