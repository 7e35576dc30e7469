import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node';
import { csvTextOf } from '#server/contract/csv-text';
import type { ImportOutcome } from '#server/contract/directory-edits';
import type { Problem } from '#server/contract/problem';
import { spaceTitle } from '../../words/space-form';
import { importWords, nothingToRead } from '../../words/space-import';
import { SpacePage } from '../form/space-page';
import type { Answer } from '../form/typed';
import { publish, refusedPage, typedIn } from '../publish';
import { deskOnly, readyFor, spaceLoader } from '../writer';
import { ImportPage } from './import.page';
import type { Tried } from './import-diff';
import { namedOutcome } from './named-outcome.server';

export { revalidateForm as shouldRevalidate } from '../form/space-page';

const LIMIT = 1024 * 1024;

/**
 * The text of the file of a form, or the one typed. It takes the file's place in the form, so that it is kept when
 * the form is refused; one that is too large is not carried back and forth.
 */
const takeText = async (form: FormData): Promise<string> => {
  const file = form.get('fichier');
  const isFile = file instanceof File && file.size > 0;
  const text = isFile ? csvTextOf(new Uint8Array(await file.arrayBuffer())) : String(form.get('texte') ?? '');
  form.delete('fichier');
  form.set('texte', text.length > LIMIT ? '' : text);
  return text;
};

const NOTHING_TO_READ: Problem = {
  ...nothingToRead,
  type: 'urn:comptoir:problem:not-acceptable',
  status: 422,
};

/** Asks what a text would change, or changes it. */
const sendCsv = (
  fetch: typeof globalThis.fetch,
  origin: string,
  text: string,
  {
    isDryRun,
    isReplacing,
    headers,
  }: { isDryRun: boolean; isReplacing: boolean; headers: Record<string, string> },
): Promise<Response> =>
  fetch(new URL(`/api/v1/imports?dryRun=${isDryRun}&replace=${isReplacing}`, origin), {
    method: 'POST',
    headers: { ...headers, 'Content-Type': 'text/csv; charset=utf-8' },
    body: text,
  });

export const loader = (args: LoaderFunctionArgs) =>
  spaceLoader(args, async (writer) => {
    deskOnly(writer);
    return { ready: readyFor(writer, args.context.now) };
  });

type Shown = { tried: Tried | null; text: string; isReplacing: boolean };

export const action = async (args: ActionFunctionArgs) => {
  const { request, context } = args;
  const form = await request.formData();
  const text = await takeText(form);
  const isReplacing = form.get('remplacer') === 'oui';
  if (text.trim() === '') {
    const refused = { problem: NOTHING_TO_READ, needs: null, typed: typedIn(form), headers: new Headers() };
    return refusedPage<Shown>({ ...refused, ok: false }, { tried: null, text, isReplacing });
  }
  const isDryRun = form.get('geste') !== 'accepter';
  const sent = await publish<ImportOutcome>(args, form, ({ fetch, headers }) =>
    sendCsv(fetch, request.url, text, { isDryRun, isReplacing, headers }),
  );
  if (sent.ok) {
    const shown = { tried: await namedOutcome(context.client, sent.body), text, isReplacing };
    return data<Answer<Shown>>({ refused: null, shown }, { headers: sent.headers });
  }
  // After a refusal (a missing code, say) the trial one was about to accept stays on the page.
  const isSeen = !isDryRun && sent.needs !== 'sign-in';
  const again = isSeen
    ? await sendCsv(context.fetch, request.url, text, { isDryRun: true, isReplacing, headers: {} })
    : null;
  const tried = again?.ok ? await namedOutcome(context.client, (await again.json()) as ImportOutcome) : null;
  return refusedPage<Shown>(sent, { tried, text: sent.typed.texte?.[0] ?? '', isReplacing });
};

export const meta: MetaFunction = ({ matches }) => [{ title: spaceTitle(importWords.title, matches) }];

const Page = () => (
  <SpacePage<typeof loader, typeof action>>
    {(loaded, { refused, shown }) => (
      <ImportPage
        {...loaded}
        tried={shown?.tried ?? null}
        text={shown?.text ?? ''}
        isReplacing={shown?.isReplacing ?? false}
        refused={refused}
      />
    )}
  </SpacePage>
);
export default Page;
