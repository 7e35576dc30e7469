import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import type { Client } from '#server/client';
import { csvTextOf } from '#server/contract/csv-text';
import type { ImportOutcome } from '#server/contract/directory-edits';
import type { Problem } from '#server/contract/problem';
import { ask } from '../../client/ask';
import { fr } from '../../words/typography';
import { deskOnly } from '../form/out-of-scope';
import { revalidateForm } from '../form/revalidate-form';
import { SignInAgain } from '../form/sign-in-again';
import { isCodeAsked, newKey, publish, spaceLoader, typedIn } from '../publish';
import { ImportPage } from './import.page';
import type { Tried } from './import-diff';

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
  const [{ body: listed }, { body: found }] = await Promise.all([
    ask(client.api.v1.platforms.$get({ query: {} })),
    ask(client.api.v1.mutuelles.$get({ query: { limit: ALL } })),
  ]);
  const touched = new Set(outcome.changes.map(({ after }) => after.mutuelle));
  const byId = (things: readonly { id: string; name: string }[]) =>
    Object.fromEntries(things.map(({ id, name }) => [id, name]));
  const mutuelles = byId(found.mutuelles.filter(({ id }) => touched.has(id)));
  return { outcome, names: { mutuelles, platforms: byId(listed.platforms) } };
};

export const loader = (args: LoaderFunctionArgs) =>
  spaceLoader(args, async (writer) => {
    deskOnly(writer);
    return { ready: { key: newKey(), isCodeAsked: isCodeAsked(writer, args.context.now) } };
  });

export const action = async (args: ActionFunctionArgs) => {
  const { request, context } = args;
  const form = await request.formData();
  const text = await takeText(form);
  if (text.trim() === '') {
    const refused = { problem: NOTHING_TO_READ, needs: null, typed: typedIn(form) };
    return data({ tried: null, text, refused }, { status: NOTHING_TO_READ.status });
  }
  const isDryRun = form.get('geste') !== 'accepter';
  const sent = await publish<ImportOutcome>(args, request, form, ({ fetch, headers }) =>
    sendCsv(fetch, request.url, text, { isDryRun, headers }),
  );
  const { headers } = sent;
  if (sent.ok)
    return data({ tried: await namedOutcome(context.client, sent.body), text, refused: null }, { headers });
  const { problem, needs, typed } = sent;
  // Refused for want of a code, say: what one was about to accept stays in sight.
  const again = isDryRun || needs === 'sign-in' ? null : await sendCsv(context.fetch, request.url, text, DRY);
  const tried = again?.ok ? await namedOutcome(context.client, (await again.json()) as ImportOutcome) : null;
  const kept = typed.texte?.[0] ?? '';
  return data({ tried, text: kept, refused: { problem, needs, typed } }, { status: problem.status, headers });
};

const DRY = { isDryRun: true, headers: {} };

export const shouldRevalidate = revalidateForm;

export const meta: MetaFunction = () => [{ title: 'Charger des conventions – Comptoir' }];

const Page = () => {
  const loaded = useLoaderData<typeof loader>();
  const { tried = null, text = '', refused = null } = useActionData<typeof action>() ?? {};
  if (refused?.needs === 'sign-in') return <SignInAgain {...refused} />;
  return loaded && <ImportPage {...loaded} tried={tried} text={text} refused={refused} />;
};
export default Page;
