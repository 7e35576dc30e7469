import {
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from '@remix-run/node';
import { useActionData, useLoaderData, useSearchParams } from '@remix-run/react';
import { savedWords } from '../../words/space-organisations';
import { revalidateForm } from '../form/revalidate-form';
import { SignInAgain } from '../form/sign-in-again';
import { publish, refusedPage, spaceLoader } from '../publish';
import { OrganisationPage } from './organisation.page';
import { kindIn, readOrganisations, scopeIn } from './organisation-change';

export const loader = (args: LoaderFunctionArgs) =>
  spaceLoader(args, async (writer, client) => {
    const { organisations, ...read } = await readOrganisations(writer, client, args.context.now);
    const organisation = organisations.find(({ id }) => id === args.params.id);
    if (!organisation) throw new Response(null, { status: 404 });
    return { organisation, ...read };
  });

export const action = async (args: ActionFunctionArgs) => {
  const { request } = args;
  const id = String(args.params.id);
  const form = await request.formData();
  const sent = await publish(args, request, form, async ({ client, headers }) => {
    const json = { id, kind: kindIn(form), ...(await scopeIn(client, form)) };
    return client.api.v1.organisations[':id'].$put({ param: { id }, json }, { headers });
  });
  if (!sent.ok) return refusedPage(sent);
  throw redirect(`/espace/organisations/${id}?fait=changee`, { headers: sent.headers });
};

export const shouldRevalidate = revalidateForm;

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: `${data ? data.organisation.name : 'Organisation'} – Comptoir` },
];

const Page = () => {
  const loaded = useLoaderData<typeof loader>();
  const refused = useActionData<typeof action>()?.refused ?? null;
  const [query] = useSearchParams();
  if (refused?.needs === 'sign-in') return <SignInAgain {...refused} />;
  const said = refused ? null : savedWords(query.get('fait'));
  return loaded && <OrganisationPage {...loaded} said={said} refused={refused} />;
};
export default Page;
