import {
  type ActionFunctionArgs,
  data,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import type { Problem } from '#server/contract/problem';
import { spaceTitle, titleWords } from '../../words/space-form';
import { pastedToken } from '../form/link-token';
import { type Answered, publish } from '../publish';
import { InvitationPage, type Invited } from './invitation.page';

/**
 * Opening the link spends nothing, and reads nothing: some mail readers open links before their reader does. A link
 * of today keeps its token after « # », out of reach; `?jeton=` was written before, and is worth 72 hours still.
 */
export const loader = ({ request }: LoaderFunctionArgs) => {
  const token = new URL(request.url).searchParams.get('jeton') ?? '';
  return { token, invited: null, isDead: false, name: '', problem: null };
};

type Shown = {
  token: string;
  invited: Invited | null;
  isDead: boolean;
  name: string;
  problem: Problem | null;
};

/**
 * Reads the invitation, or accepts it: the account then still has to choose its second factor. The token stays in the
 * body of forms, out of addresses, once the link was opened.
 */
export const action = async (args: ActionFunctionArgs) => {
  const form = await args.request.formData();
  const read = (name: string) => String(form.get(name) ?? '');
  const token = pastedToken(read('jeton'));
  const shown = { token, invited: null, isDead: false, name: read('nom'), problem: null };
  if (read('geste') === 'accepter') {
    const json = { token, name: shown.name.trim(), password: read('passe') };
    const sent = await publish(args, form, ({ client }) =>
      client.api.v1.invitations.acceptance.$post({ json }),
    );
    if (sent.ok) throw redirect('/espace/second-facteur', { headers: sent.headers });
    if (isDead(sent)) return pageOf({ ...shown, isDead: true }, 410);
    return pageOf(
      { ...shown, invited: await invitedBy(args, form, token), problem: sent.problem },
      sent.problem.status,
    );
  }
  const invited = await invitedBy(args, form, token);
  return pageOf({ ...shown, invited, isDead: invited === null }, invited === null ? 410 : 200);
};

const pageOf = (shown: Shown, status: number) => data(shown, { status });

const isDead = (sent: Answered<unknown>): boolean =>
  !sent.ok && sent.problem.type === 'urn:comptoir:problem:no-such-address';

/** Null: the link serves no more. */
const invitedBy = async (
  args: ActionFunctionArgs,
  form: FormData,
  token: string,
): Promise<Invited | null> => {
  const sent = await publish<Invited>(args, form, ({ client }) =>
    client.api.v1.invitations.reading.$post({ json: { token } }),
  );
  if (sent.ok) return sent.body;
  if (isDead(sent)) return null;
  throw Response.json(sent.problem, { status: sent.problem.status });
};

/** The address holds a secret: no referrer is sent. */
export const meta: MetaFunction = ({ matches }) => [
  { title: spaceTitle(titleWords.invitation, matches) },
  { name: 'referrer', content: 'no-referrer' },
];

const Page = () => <InvitationPage {...useLoaderData<typeof loader>()} {...useActionData<typeof action>()} />;
export default Page;
