import {
  type ActionFunctionArgs,
  data,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from '@remix-run/node';
import { useActionData, useLoaderData, useSearchParams } from '@remix-run/react';
import { ask } from '../../client/ask';
import { providerDoneWords } from '../../words/space-organisations';
import { type Actions, actionOf } from '../form/actions';
import { revalidateForm } from '../form/revalidate-form';
import { SignInAgain } from '../form/sign-in-again';
import { publish, refusedPage, spaceLoader } from '../publish';
import { readOrganisations } from './organisation-change';
import { ProviderPage } from './provider.page';

export const loader = (args: LoaderFunctionArgs) =>
  spaceLoader(args, async (writer, client) => {
    const { organisations, ready } = await readOrganisations(writer, client, args.context.now);
    const organisation = organisations.find(({ id }) => id === args.params.id);
    if (!organisation) throw new Response(null, { status: 404 });
    const param = { id: organisation.id };
    const { body } = await ask(client.api.v1.organisations[':id'].provider.$get({ param }));
    return { organisation, ...body, isCodeAsked: ready.isCodeAsked };
  });

type Trial = { ok?: boolean; detail?: string; cure?: string | null };

const actionsOf = (id: string): Actions => {
  const param = { id };
  return {
    regler: ({ client }, asked) => {
      const json = {
        ...{ name: asked('nom'), issuer: asked('emetteur').trim(), clientId: asked('client').trim() },
        ...(asked('secret-client') === '' ? {} : { clientSecret: asked('secret-client') }),
      };
      return client.api.v1.organisations[':id'].provider.$put({ param, json });
    },
    essayer: ({ client }) => client.api.v1.organisations[':id'].provider.trial.$post({ param }),
    enlever: ({ client }) => client.api.v1.organisations[':id'].provider.$delete({ param }),
  };
};

export const action = async (args: ActionFunctionArgs) => {
  const id = String(args.params.id);
  const form = await args.request.formData();
  const sent = await publish<Trial>(args, args.request, form, actionOf(actionsOf(id), form));
  if (!sent.ok) return refusedPage(sent);
  const { headers, body } = sent;
  if (body.detail !== undefined)
    return data(
      { trial: { ok: body.ok === true, detail: body.detail, cure: body.cure ?? null } },
      { headers },
    );
  throw redirect(`/espace/organisations/${id}/connexion?fait=${form.get('geste')}`, { headers });
};

export const shouldRevalidate = revalidateForm;

export const meta: MetaFunction = () => [{ title: 'Connexion d’une organisation – Comptoir' }];

const Page = () => {
  const read = useLoaderData<typeof loader>();
  const answered = useActionData<typeof action>();
  const refused = answered && 'refused' in answered ? answered.refused : null;
  const trial = answered && 'trial' in answered ? answered.trial : null;
  const [query] = useSearchParams();
  if (refused?.needs === 'sign-in') return <SignInAgain {...refused} />;
  const said = answered ? null : (providerDoneWords.get(query.get('fait') ?? '') ?? null);
  return read && <ProviderPage {...read} said={said} trial={trial} refused={refused} />;
};
export default Page;
