import {
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from '@remix-run/node';
import { useActionData, useLoaderData, useSearchParams } from '@remix-run/react';
import { ask } from '../../client/ask';
import { providerDoneWords, providerOutcome } from '../../words/space-organisations';
import { type Actions, actionOf } from '../form/actions';
import { revalidateForm } from '../form/revalidate-form';
import { SignInAgain } from '../form/sign-in-again';
import { isCodeAsked, publish, refusedPage, spaceLoader } from '../publish';
import { OwnProviderPage } from './own-provider.page';

export const loader = (args: LoaderFunctionArgs) =>
  spaceLoader(args, async (writer, client) => {
    const { body } = await ask(client.api.v1.account.provider.$get());
    return { ...body, isCodeAsked: isCodeAsked(writer, args.context.now) };
  });

const GESTURES: Actions = {
  relier: ({ client }) => client.api.v1.account.provider.$post(),
  delier: ({ client }) => client.api.v1.account.provider.$delete(),
};

export const action = async (args: ActionFunctionArgs) => {
  const form = await args.request.formData();
  const sent = await publish(args, args.request, form, actionOf(GESTURES, form));
  if (!sent.ok) return refusedPage(sent);
  throw redirect(`/espace/compte/fournisseur?fait=${form.get('geste')}`, { headers: sent.headers });
};

export const shouldRevalidate = revalidateForm;

export const meta: MetaFunction = () => [{ title: 'Connexion par mon organisation – Comptoir' }];

const Page = () => {
  const read = useLoaderData<typeof loader>();
  const refused = useActionData<typeof action>()?.refused ?? null;
  const [query] = useSearchParams();
  if (refused?.needs === 'sign-in') return <SignInAgain {...refused} />;
  const said = refused ? null : (providerDoneWords.get(query.get('fait') ?? '') ?? null);
  const outcome = refused ? null : providerOutcome(query.get('fournisseur'));
  return read && <OwnProviderPage {...read} said={said} outcome={outcome} refused={refused} />;
};
export default Page;
