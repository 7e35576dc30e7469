import {
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { ask } from '../ask';
import { ConfirmationsPage } from '../components/space/confirmations-page';
import { SignInAgain } from '../components/space/sign-in-again';
import { namesOf } from '../components/told';
import { CONFIRMATION_GESTURES } from '../confirmation-gestures';
import { gestureOf, justDone } from '../gestures';
import { namesForSpace } from '../names';
import { revalidateForm } from '../revalidate-form';
import { isCodeAsked, newKey, publish, refusedPage, spaceLoader } from '../space';

export const loader = (args: LoaderFunctionArgs) =>
  spaceLoader(args, async (writer, client) => {
    const { told: due } = await ask(client.api.v1.due.$get());
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
  const sent = await publish(args, args.request, form, gestureOf(CONFIRMATION_GESTURES, form));
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
