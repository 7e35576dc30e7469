import {
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from '@remix-run/node';
import { useActionData, useLoaderData, useSearchParams } from '@remix-run/react';
import { namesOf } from '../../ui/names';
import { incidentDoneWords } from '../../words/space-writing';
import { typeset } from '../../words/typography';
import { beforeSending, dropDraft, refusedAndKept, refusedBeside, startOf } from '../form/drafts';
import { revalidateForm } from '../form/revalidate-form';
import { SignInAgain } from '../form/sign-in-again';
import { publish, spaceLoader } from '../publish';
import { type Previews, postStep, previewStep, templateIn } from '../updates/update-actions';
import { IncidentWorkPage } from './incident.page';
import { INCIDENT_GESTURES } from './incident-actions';
import { incidentDraft, readIncidentWork } from './incident-work';

export const loader = (args: LoaderFunctionArgs) =>
  spaceLoader(args, (writer, client) => readIncidentWork(args, writer, client));

export const action = async (args: ActionFunctionArgs) => {
  const id = args.params.id ?? '';
  const here = `/espace/incidents/${id}`;
  const form = await args.request.formData();
  const draft = incidentDraft(id);
  const before = { draft, here, preview: previewStep(form), changed: templateIn(form) };
  const kept = await beforeSending<Previews>(args, form, before);
  if (kept) return kept;
  const action = String(form.get('geste'));
  const beside = Object.hasOwn(INCIDENT_GESTURES, action) ? INCIDENT_GESTURES[action] : undefined;
  if (beside) {
    const sent = await publish<{ awaiting?: string | null }>(args, args.request, form, beside(id, form));
    if (!sent.ok) return refusedBeside<Previews>(sent);
    throw redirect(doneAt(here, form, sent.body), { headers: sent.headers });
  }
  const sent = await publish<{ id: string }>(args, args.request, form, postStep(id, form));
  if (!sent.ok) return refusedAndKept<Previews>(args, sent, draft);
  await dropDraft(args.context.client, draft);
  throw redirect(`${here}?publie=${sent.body.id}`, { headers: sent.headers });
};

const doneAt = (here: string, form: FormData, { awaiting }: { awaiting?: string | null }): string =>
  `${here}?fait=${form.get('geste')}${awaiting ? '-a-deux' : ''}`;

export const shouldRevalidate = revalidateForm;

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: data ? typeset(`Mise à jour : ${data.incident.title} – Comptoir`) : 'Mise à jour – Comptoir' },
];

const Page = () => {
  const read = useLoaderData<typeof loader>();
  const answered = useActionData<typeof action>() ?? null;
  const [query] = useSearchParams();
  const refused = answered?.refused ?? null;
  if (refused && (refused.needs === 'sign-in' || !read)) return <SignInAgain {...refused} />;
  if (!read) return null;
  const { platforms, draft, key, done, template, ...page } = read;
  return (
    <IncidentWorkPage
      key={`${query.get('publie')} ${query.get('fait')}`}
      {...page}
      {...startOf({ answered, draft, key, template })}
      done={incidentDoneWords.get(done ?? '') ?? null}
      refused={refused}
      nameOf={namesOf(platforms)}
    />
  );
};
export default Page;
