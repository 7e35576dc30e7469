import type { Client } from '#server/client';
import type { ImportOutcome } from '#server/contract/directory-edits';
import type { Problem } from '#server/contract/problem';
import { csvTextOf } from '#server/contract/texts';
import { ask } from './ask';
import type { Tried } from './components/space/desk/import-diff';
import { fr } from './words/fr/typography';

const LIMIT = 1024 * 1024;
const ALL = '5000';

/**
 * The text of the file of a form, or the one typed. It takes the file's place in the form, so that it is kept when
 * the form is refused; one that is too large is not carried back and forth.
 */
export const takeText = async (form: FormData): Promise<string> => {
  const file = form.get('fichier');
  const isFile = file instanceof File && file.size > 0;
  const text = isFile ? csvTextOf(new Uint8Array(await file.arrayBuffer())) : String(form.get('texte') ?? '');
  form.delete('fichier');
  form.set('texte', text.length > LIMIT ? '' : text);
  return text;
};

export const NOTHING_TO_READ: Problem = {
  type: 'urn:comptoir:problem:not-acceptable',
  title: 'Rien à lire',
  status: 422,
  detail: fr`Aucun fichier n'est choisi, aucun texte n'est collé.`,
  cure: fr`Choisissez un fichier CSV, ou collez son texte.`,
};

/** Asks what a text would change, or changes it. */
export const sendCsv = (
  fetch: typeof globalThis.fetch,
  origin: string,
  text: string,
  { isDryRun, headers }: { isDryRun: boolean; headers: Record<string, string> },
): Promise<Response> =>
  fetch(new URL(`/api/v1/imports?dryRun=${isDryRun}`, origin), {
    method: 'POST',
    headers: { ...headers, 'Content-Type': 'text/csv; charset=utf-8' },
    body: text,
  });

/** What was told of a text, with the names of what it names. */
export const namedOutcome = async (client: Client, outcome: ImportOutcome): Promise<Tried> => {
  const [{ told: listed }, { told: found }] = await Promise.all([
    ask(client.api.v1.platforms.$get({ query: {} })),
    ask(client.api.v1.mutuelles.$get({ query: { limit: ALL } })),
  ]);
  const touched = new Set(outcome.changes.map(({ after }) => after.mutuelle));
  const byId = (things: readonly { id: string; name: string }[]) =>
    Object.fromEntries(things.map(({ id, name }) => [id, name]));
  const mutuelles = byId(found.mutuelles.filter(({ id }) => touched.has(id)));
  return { outcome, names: { mutuelles, platforms: byId(listed.platforms) } };
};
