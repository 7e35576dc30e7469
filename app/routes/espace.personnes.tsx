import {
  type ActionFunctionArgs,
  data,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { PeoplePage } from '../components/space/people-page';
import { SignInAgain } from '../components/space/sign-in-again';
import { namesOf } from '../components/told';
import { gestureOf, justDone } from '../gestures';
import { readPeople } from '../people';
import { PEOPLE_GESTURES } from '../people-gestures';
import { revalidateForm } from '../revalidate-form';
import { isCodeAsked, publish, refusedPage, spaceLoader } from '../space';

export const loader = (args: LoaderFunctionArgs) =>
  spaceLoader(args, async (writer, client) => {
    const { now } = args.context;
    return {
      ...{ ...(await readPeople(writer, client, now)), at: now.toISOString() },
      ...{ isCodeAsked: isCodeAsked(writer, now), done: justDone(args.request) },
    };
  });

export const action = async (args: ActionFunctionArgs) => {
  const form = await args.request.formData();
  const sent = await publish<{ address?: string; expiresAt?: string }>(
    args,
    args.request,
    form,
    gestureOf(PEOPLE_GESTURES, form),
  );
  if (!sent.ok) return refusedPage(sent);
  const { address, expiresAt } = sent.body;
  const { headers } = sent;
  if (address && expiresAt)
    return data({ made: { address, expiresAt, email: String(form.get('adresse')) } }, { headers });
  throw redirect(`/espace/personnes?fait=${form.get('geste')}`, { headers });
};

export const shouldRevalidate = revalidateForm;

export const meta: MetaFunction = () => [{ title: 'Personnes – Comptoir' }];

const Page = () => {
  const read = useLoaderData<typeof loader>();
  const answered = useActionData<typeof action>();
  const refused = answered && 'refused' in answered ? answered.refused : null;
  const made = answered && 'made' in answered ? answered.made : null;
  if (refused?.needs === 'sign-in') return <SignInAgain {...refused} />;
  return read && <PeoplePage {...read} nameOf={namesOf(read.organisations)} refused={refused} made={made} />;
};
export default Page;
