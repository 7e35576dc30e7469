import {
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import type { Client } from '#server/client';
import { ask } from '../../client/ask';
import { incidentDoneWords } from '../../words/space-writing';
import { justDone } from '../form/actions';
import { beforeSending, dropDraft, readDraft, refusedAndKept, startOf } from '../form/drafts';
import { revalidateForm } from '../form/revalidate-form';
import { SignInAgain } from '../form/sign-in-again';
import { publish, spaceLoader, type Writer } from '../publish';
import { readScope, writableOf } from '../updates/read-scope';
import { type Previews, previewStep, templateIn } from '../updates/update-actions';
import { openIncident } from './incident-actions';
import { stepSetting } from './incident-work';
import { IncidentOpeningPage } from './opening.page';

export const OPENING_DRAFT = 'incident';

/** The platforms asked for, else those of the draft, else the only one of an operator that has one. */
export const readIncidentOpening = async (args: LoaderFunctionArgs, writer: Writer, client: Client) => {
  const query = new URL(args.request.url).searchParams;
  const [draft, { body }] = await Promise.all([
    readDraft(client, OPENING_DRAFT),
    ask(client.api.v1.platforms.$get({ query: {} })),
  ]);
  const known = writableOf(
    writer,
    body.platforms.map(({ id }) => id),
  );
  const asked = query.has('plateforme') ? query.getAll('plateforme') : (draft.typed?.plateforme ?? []);
  const [only, ...others] = known;
  const isOnly = writer.organisation.kind === 'operator' && only !== undefined && others.length === 0;
  const chosen = isOnly ? [only] : query.has('choisir') ? [] : known.filter((id) => asked.includes(id));
  return {
    ...stepSetting(args, writer),
    ...{ draft, isOnly, done: justDone(args.request) },
    choices: body.platforms.filter(({ id }) => known.includes(id)).map(({ id, name }) => ({ id, name })),
    scope: await readScope(writer, client, chosen),
  };
};

export const loader = (args: LoaderFunctionArgs) =>
  spaceLoader(args, (writer, client) => readIncidentOpening(args, writer, client));

type Opened = { id: string; update: { id: string } };

export const action = async (args: ActionFunctionArgs) => {
  const form = await args.request.formData();
  const here = '/espace/incidents/nouveau';
  const before = { draft: OPENING_DRAFT, here, preview: previewStep(form), changed: templateIn(form) };
  const kept = await beforeSending<Previews>(args, form, before);
  if (kept) return kept;
  const sent = await publish<Opened>(args, args.request, form, openIncident(form));
  if (!sent.ok) return refusedAndKept<Previews>(args, sent, OPENING_DRAFT);
  await dropDraft(args.context.client, OPENING_DRAFT);
  const { id, update } = sent.body;
  throw redirect(`/espace/incidents/${id}?publie=${update.id}`, { headers: sent.headers });
};

export const shouldRevalidate = revalidateForm;

export const meta: MetaFunction = () => [{ title: 'Nouvel incident – Comptoir' }];

const Page = () => {
  const read = useLoaderData<typeof loader>();
  const answered = useActionData<typeof action>() ?? null;
  const refused = answered?.refused ?? null;
  if (refused && (refused.needs === 'sign-in' || !read)) return <SignInAgain {...refused} />;
  if (!read) return null;
  const { draft, key, done, template, isCodeAsked, ...page } = read;
  return (
    <IncidentOpeningPage
      key={`${done} ${page.scope.platforms.map(({ id }) => id)}`}
      {...page}
      {...startOf({ answered, draft, key, template })}
      isCodeAsked={isCodeAsked || refused?.needs === 'step-up'}
      done={incidentDoneWords.get(done ?? '') ?? null}
      problem={refused?.problem ?? null}
    />
  );
};
export default Page;
