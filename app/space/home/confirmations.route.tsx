import {
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { ask } from '../../client/ask';
import { namesForSpace } from '../../client/platforms';
import { namesOf } from '../../ui/names';
import { type Actions, actionOf, justDone, RESTRICTION_ACTIONS } from '../form/actions';
import { revalidateForm } from '../form/revalidate-form';
import { SignInAgain } from '../form/sign-in-again';
import { isCodeAsked, newKey, publish, refusedPage, spaceLoader } from '../publish';
import { ConfirmationsPage } from './confirmations.page';

/** What a second person does for the first. */
export const CONFIRMATION_ACTIONS: Actions = {
  ...RESTRICTION_ACTIONS,
  confirmer: ({ client, headers }, asked) =>
    client.api.v1.statements[':id'].confirmation.$post({ param: { id: asked('id') }, json: {} }, { headers }),
  retirer: ({ client, headers }, asked) =>
    client.api.v1.statements[':id'].retraction.$post(
      { param: { id: asked('id') }, json: { reason: asked('motif') || null } },
      { headers },
    ),
};

export const loader = (args: LoaderFunctionArgs) =>
  spaceLoader(args, async (writer, client) => {
    const { body: due } = await ask(client.api.v1.due.$get());
    const { returns, requests, restrictions, at } = due;
    return {
      ...{
        returns,
        requests,
        restrictions,
        at,
        idempotencyKey: newKey(),
        names: await namesForSpace(client),
      },
      ...{ isCodeAsked: isCodeAsked(writer, args.context.now), done: justDone(args.request) },
    };
  });

export const action = async (args: ActionFunctionArgs) => {
  const form = await args.request.formData();
  const sent = await publish(args, args.request, form, actionOf(CONFIRMATION_ACTIONS, form));
  if (!sent.ok) return refusedPage(sent);
  throw redirect(`/espace/confirmations?fait=${form.get('geste')}`, { headers: sent.headers });
};

export const shouldRevalidate = revalidateForm;

export const meta: MetaFunction = () => [{ title: 'À confirmer – Comptoir' }];

const Page = () => {
  const read = useLoaderData<typeof loader>();
  const refused = useActionData<typeof action>()?.refused ?? null;
  if (refused?.needs === 'sign-in') return <SignInAgain {...refused} />;
  return read && <ConfirmationsPage {...read} nameOf={namesOf(read.names)} refused={refused} />;
};
export default Page;
