import {
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import type { OrganisationRecord } from '#server/contract/directory-edits';
import { revalidateForm } from '../form/revalidate-form';
import { SignInAgain } from '../form/sign-in-again';
import { textIn } from '../form/typed-fields';
import { publish, refusedPage, spaceLoader } from '../publish';
import { OrganisationPage } from './organisation.page';
import { kindIn, readOrganisations, scopeIn } from './organisation-change';

export const loader = (args: LoaderFunctionArgs) =>
  spaceLoader(args, async (writer, client) => readOrganisations(writer, client, args.context.now));

export const action = async (args: ActionFunctionArgs) => {
  const { request } = args;
  const form = await request.formData();
  const sent = await publish<OrganisationRecord>(args, request, form, async ({ client, headers }) => {
    const json = {
      id: textIn(form, 'identifiant') ?? '',
      kind: kindIn(form),
      ...(await scopeIn(client, form)),
    };
    return client.api.v1.organisations.$post({ json }, { headers });
  });
  if (!sent.ok) return refusedPage(sent);
  throw redirect(`/espace/organisations/${sent.body.id}?fait=ajoutee`, { headers: sent.headers });
};

export const shouldRevalidate = revalidateForm;

export const meta: MetaFunction = () => [{ title: 'Nouvelle organisation – Comptoir' }];

const Page = () => {
  const loaded = useLoaderData<typeof loader>();
  const refused = useActionData<typeof action>()?.refused ?? null;
  if (refused?.needs === 'sign-in') return <SignInAgain {...refused} />;
  return loaded && <OrganisationPage {...loaded} organisation={null} said={null} refused={refused} />;
};
export default Page;
