import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { spaceTitle, titleWords } from '../../words/space-form';
import { answerInvitation } from './invitation';
import { InvitationPage } from './invitation.page';

/**
 * Opening the link spends nothing, and reads nothing: some mail readers open links before their reader does. A link
 * of today keeps its token after « # », out of reach; `?jeton=` was written before, and is worth 72 hours still.
 */
export const loader = ({ request }: LoaderFunctionArgs) => {
  const token = new URL(request.url).searchParams.get('jeton') ?? '';
  return { token, invited: null, isDead: false, name: '', problem: null };
};

export const action = answerInvitation;

/** The address holds a secret: it is told to nobody else. */
export const meta: MetaFunction = () => [
  { title: spaceTitle(titleWords.invitation) },
  { name: 'referrer', content: 'no-referrer' },
];

const Page = () => <InvitationPage {...useLoaderData<typeof loader>()} {...useActionData<typeof action>()} />;
export default Page;
