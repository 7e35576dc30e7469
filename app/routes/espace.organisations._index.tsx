import {
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { OrganisationsPage } from '../components/space/desk/organisations-page';
import { SignInAgain } from '../components/space/sign-in-again';
import { gestureOf, justDone } from '../gestures';
import { readOrganisations } from '../organisation-pages';
import { RESTRICTION_GESTURES } from '../restriction-gestures';
import { revalidateForm } from '../revalidate-form';
import { publish, refusedPage, spaceLoader } from '../space';

export const loader = (args: LoaderFunctionArgs) =>
  spaceLoader(args, async (writer, client) => {
    const read = await readOrganisations(writer, client, args.context.now);
    return { ...read, done: justDone(args.request) };
  });

export const action = async (args: ActionFunctionArgs) => {
  const form = await args.request.formData();
  const sent = await publish(args, args.request, form, gestureOf(RESTRICTION_GESTURES, form));
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
