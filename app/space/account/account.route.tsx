import {
  type ActionFunctionArgs,
  data,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { ask } from '../../client/ask';
import { type Actions, actionOf, justDone } from '../form/actions';
import { revalidateForm } from '../form/revalidate-form';
import { SignInAgain } from '../form/sign-in-again';
import { isCodeAsked, publish, refusedPage, spaceLoader } from '../publish';
import { AccountPage } from './account.page';
import { RecoveryCodes } from './recovery-codes';

/** What one does to one's own account. */
export const ACCOUNT_ACTIONS: Actions = {
  retirer: ({ client }, asked) =>
    client.api.v1.account.passkeys[':id'].$delete({ param: { id: asked('id') } }),
  secours: ({ client }) => client.api.v1.account['recovery-codes'].$post(),
  'fermer-session': ({ client }, asked) =>
    client.api.v1.sessions[':id'].$delete({ param: { id: asked('id') } }),
  'fermer-tout': ({ client }) => client.api.v1.sessions.$delete(),
};

export const loader = (args: LoaderFunctionArgs) =>
  spaceLoader(args, async (writer, client) => {
    const { body: account } = await ask(client.api.v1.account.$get());
    const { now } = args.context;
    return {
      ...{ writer, account, at: now.toISOString() },
      ...{ isCodeAsked: isCodeAsked(writer, now), done: justDone(args.request) },
    };
  });

export const action = async (args: ActionFunctionArgs) => {
  const form = await args.request.formData();
  const sent = await publish<{ codes?: string[] }>(args, args.request, form, actionOf(ACCOUNT_ACTIONS, form));
  if (!sent.ok) return refusedPage(sent);
  const { body, headers } = sent;
  if (body.codes) return data({ codes: body.codes }, { headers });
  const action = form.get('geste');
  throw redirect(action === 'fermer-tout' ? '/espace/connexion' : `/espace/compte?fait=${action}`, {
    headers,
  });
};

export const shouldRevalidate = revalidateForm;

export const meta: MetaFunction = () => [{ title: 'Mon compte – Comptoir' }];

const Page = () => {
  const read = useLoaderData<typeof loader>();
  const answered = useActionData<typeof action>();
  const refused = answered && 'refused' in answered ? answered.refused : null;
  if (refused?.needs === 'sign-in') return <SignInAgain {...refused} />;
  if (answered && 'codes' in answered)
    return <RecoveryCodes codes={answered.codes} email={read?.writer.account.email ?? null} />;
  return read && <AccountPage {...read} refused={refused} />;
};
export default Page;
