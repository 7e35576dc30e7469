import {
  type ActionFunctionArgs,
  data,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { ROLES } from '#server/domain/facts/vocabulary';
import { namesOf } from '../../ui/names';
import { type Actions, actionOf, justDone, RESTRICTION_ACTIONS } from '../form/actions';
import { revalidateForm } from '../form/revalidate-form';
import { SignInAgain } from '../form/sign-in-again';
import { isCodeAsked, publish, refusedPage, spaceLoader } from '../publish';
import { PeoplePage } from './people.page';
import { readPeople } from './people-data';

/** What a manager does for its organisation, and the desk for all: « organisation role » where it has only one. */
export const PEOPLE_ACTIONS: Actions = {
  ...RESTRICTION_ACTIONS,
  inviter: ({ client }, asked) => {
    const [organisation = '', only] = asked('organisation').split(' ');
    const role = ROLES.find((each) => each === (only ?? asked('role')));
    const json = { email: asked('adresse'), role, ...(organisation === '' ? {} : { organisation }) };
    return client.api.v1.invitations.$post({ json });
  },
  reprendre: ({ client }, asked) => client.api.v1.invitations[':id'].$delete({ param: { id: asked('id') } }),
  renouveler: ({ client }, asked) =>
    client.api.v1.organisations[':id']['password-renewal'].$post({
      param: { id: asked('id') },
      json: { reason: asked('motif') || null },
    }),
  suspendre: ({ client }, asked) =>
    client.api.v1.accounts[':id'].suspension.$post({
      param: { id: asked('id') },
      json: { reason: asked('motif') || null },
    }),
  fermer: ({ client }, asked) =>
    client.api.v1.accounts[':id'].disabling.$post({
      param: { id: asked('id') },
      json: { reason: asked('motif') || null },
    }),
};

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
    actionOf(PEOPLE_ACTIONS, form),
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
