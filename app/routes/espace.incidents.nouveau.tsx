import {
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { IncidentOpeningPage } from '../components/space/incident-opening-page';
import { SignInAgain } from '../components/space/sign-in-again';
import { dropDraft } from '../drafts';
import { beforeSending, refusedAndKept } from '../form-answers';
import { openIncident } from '../incident-gestures';
import { OPENING_DRAFT, readIncidentOpening } from '../incident-opening';
import { revalidateForm } from '../revalidate-form';
import { publish, spaceLoader } from '../space';
import { type Previews, previewStep, templateIn } from '../step-gestures';
import { startOf } from '../step-start';
import { incidentDoneWords } from '../words/fr/space-writing';

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
