import { type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node';
import { useActionData, useLoaderData, useSearchParams } from '@remix-run/react';
import { IncidentWorkPage } from '../components/space/incident-work-page';
import { LIVE } from '../components/space/live';
import { SignInAgain } from '../components/space/sign-in-again';
import { namesOf } from '../components/told';
import { dropDraft } from '../drafts';
import { keepDraft, refusedAndKept, refusedBeside, revalidateForm } from '../form-answers';
import { closeIncident, undoStep } from '../incident-gestures';
import { incidentDraft, readIncidentWork } from '../incident-work';
import { publish, spaceLoader } from '../space';
import { type Previews, postStep, previewStep, takeTemplate } from '../step-gestures';
import { startOf } from '../step-start';
import { incidentDoneWords } from '../words/fr/space-writing';
import { typeset } from '../words/fr/typography';

export const loader = (args: LoaderFunctionArgs) =>
  spaceLoader(args, (writer, client) => readIncidentWork(args, writer, client));

export const action = async (args: ActionFunctionArgs) => {
  const id = args.params.id ?? '';
  const here = `/espace/incidents/${id}`;
  const form = await args.request.formData();
  switch (form.get('geste')) {
    case 'apercu':
    case LIVE:
      return previewStep(args, form);
    case 'modele':
      return takeTemplate(args, form, incidentDraft(id));
    case 'brouillon':
      return keepDraft<Previews>(args, form, incidentDraft(id));
    case 'jeter': {
      const sent = await publish(args, args.request, form, ({ client }) => dropDraft(client, incidentDraft(id)));
      if (!sent.ok) return refusedBeside<Previews>(sent);
      throw redirect(`${here}?fait=jeter`, { headers: sent.headers });
    }
    case 'annuler': {
      const sent = await publish(args, args.request, form, undoStep(form));
      if (!sent.ok) return refusedBeside<Previews>(sent);
      throw redirect(`${here}?fait=annuler`, { headers: sent.headers });
    }
    case 'clore': {
      const sent = await publish<{ awaiting: string | null }>(args, args.request, form, closeIncident(id, form));
      if (!sent.ok) return refusedBeside<Previews>(sent);
      throw redirect(`${here}?fait=clore${sent.body.awaiting ? '-a-deux' : ''}`, { headers: sent.headers });
    }
    default: {
      const sent = await publish<{ id: string }>(args, args.request, form, postStep(id, form));
      if (!sent.ok) return refusedAndKept<Previews>(args, sent, incidentDraft(id));
      await dropDraft(args.context.client, incidentDraft(id));
      throw redirect(`${here}?publie=${sent.body.id}`, { headers: sent.headers });
    }
  }
};

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
