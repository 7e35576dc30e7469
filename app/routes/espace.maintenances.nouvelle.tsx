import {
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { MaintenanceWritingPage } from '../components/space/maintenance-writing-page';
import { SignInAgain } from '../components/space/sign-in-again';
import { dropDraft } from '../drafts';
import { beforeSending, refusedAndKept } from '../form-answers';
import { announceMaintenance } from '../maintenance-form';
import { MAINTENANCE_DRAFT, maintainersOnly, readMaintenanceForm } from '../maintenances-own';
import { revalidateForm } from '../revalidate-form';
import { publish, spaceLoader } from '../space';
import { startOf } from '../step-start';
import { maintenanceDoneWords } from '../words/fr/space-writing';

export const loader = (args: LoaderFunctionArgs) =>
  spaceLoader(args, (writer, client) => {
    maintainersOnly(writer);
    return readMaintenanceForm(args, writer, client);
  });

export const action = async (args: ActionFunctionArgs) => {
  const form = await args.request.formData();
  const kept = await beforeSending<null>(args, form, {
    draft: MAINTENANCE_DRAFT,
    here: '/espace/maintenances/nouvelle',
  });
  if (kept) return kept;
  const sent = await publish(args, args.request, form, announceMaintenance(form));
  if (!sent.ok) return refusedAndKept<null>(args, sent, MAINTENANCE_DRAFT);
  await dropDraft(args.context.client, MAINTENANCE_DRAFT);
  throw redirect('/espace/maintenances?fait=annoncer', { headers: sent.headers });
};

export const shouldRevalidate = revalidateForm;

export const meta: MetaFunction = () => [{ title: 'Nouvelle maintenance – Comptoir' }];

const Page = () => {
  const read = useLoaderData<typeof loader>();
  const answered = useActionData<typeof action>() ?? null;
  const refused = answered?.refused ?? null;
  if (refused && (refused.needs === 'sign-in' || !read)) return <SignInAgain {...refused} />;
  if (!read) return null;
  const { draft, key, done, isCodeAsked, ...page } = read;
  const { previews: _, ...start } = startOf({ answered, draft, key, template: null });
  return (
    <MaintenanceWritingPage
      key={done}
      {...page}
      {...start}
      done={maintenanceDoneWords.get(done ?? '') ?? null}
      problem={refused?.problem ?? null}
      isCodeAsked={isCodeAsked || refused?.needs === 'step-up'}
    />
  );
};
export default Page;
