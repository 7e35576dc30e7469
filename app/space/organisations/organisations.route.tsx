import {
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { actionOf, justDone, RESTRICTION_ACTIONS } from '../form/actions';
import { revalidateForm } from '../form/revalidate-form';
import { SignInAgain } from '../form/sign-in-again';
import { publish, refusedPage, spaceLoader } from '../publish';
import { readOrganisations } from './organisation-change';
import { OrganisationsPage } from './organisations.page';

export const loader = (args: LoaderFunctionArgs) =>
  spaceLoader(args, async (writer, client) => {
    const read = await readOrganisations(writer, client, args.context.now);
    return { ...read, done: justDone(args.request) };
  });

export const action = async (args: ActionFunctionArgs) => {
  const form = await args.request.formData();
  const sent = await publish(args, args.request, form, actionOf(RESTRICTION_ACTIONS, form));
  if (!sent.ok) return refusedPage(sent);
  throw redirect(`/espace/organisations?fait=${form.get('geste')}`, { headers: sent.headers });
};

export const shouldRevalidate = revalidateForm;

export const meta: MetaFunction = () => [{ title: 'Organisations – Comptoir' }];

const Page = () => {
  const loaded = useLoaderData<typeof loader>();
  const refused = useActionData<typeof action>()?.refused ?? null;
  if (refused?.needs === 'sign-in') return <SignInAgain {...refused} />;
  return loaded && <OrganisationsPage {...loaded} refused={refused} />;
};
export default Page;
