import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import type { FirstSteps } from '#server/contract/first-steps';
import type { Problem } from '#server/contract/problem';
import { ask, PAGE_UNKNOWN } from '../../client/ask';
import { firstStepsWords } from '../../words/space-first-steps';
import { spaceTitle } from '../../words/space-form';
import { pastedToken } from '../form/link-token';
import type { Refusal } from '../form/typed';
import { publish, type Refused } from '../publish';
import { FirstStepsPage, type Invited } from './first-steps.page';

/** Once somebody has an account there is no such page; its address holds no token, which stands after « # ». */
export const loader = async ({ context: { client, mail, clockDoubt } }: LoaderFunctionArgs) => {
  const { body } = await ask(client.api.v1['first-steps'].$get());
  if (!body.isOpen) throw pageUnknown();
  return { mail, clockBy: clockDoubt?.by ?? null };
};

const pageUnknown = () => Response.json(PAGE_UNKNOWN, { status: PAGE_UNKNOWN.status });

type Shown = {
  token: string;
  /** Null until the token is read; reading spends nothing. */
  steps: FirstSteps | null;
  invited: Invited | null;
  /** Why the token serves no more, or why the invitation was refused. */
  worthless: Problem | null;
  refused: Refusal | null;
};

/** Reads the token, or invites by it. What remains to be done is shown beside the link, which is shown once. */
export const action = async (args: ActionFunctionArgs) => {
  const form = await args.request.formData();
  const field = (name: string) => String(form.get(name) ?? '');
  const token = pastedToken(field('jeton'));
  const shown: Shown = { token, steps: null, invited: null, worthless: null, refused: null };
  const read = await publish<FirstSteps>(args, form, ({ client }) =>
    client.api.v1['first-steps'].reading.$post({ json: { token } }),
  );
  if (!read.ok) return pageOf({ ...shown, worthless: worthlessOf(read) }, 410);
  if (field('geste') !== 'inviter') return pageOf({ ...shown, steps: read.body }, 200);
  const email = field('adresse').trim();
  const made = await publish<Omit<Invited, 'email'>>(args, form, ({ client }) =>
    client.api.v1['first-steps'].invitation.$post({
      json: { token, email, organisation: field('organisation') },
    }),
  );
  if (made.ok) return pageOf({ ...shown, steps: read.body, invited: { ...made.body, email } }, 200);
  if (isWorthless(made)) return pageOf({ ...shown, worthless: worthlessOf(made) }, 410);
  return pageOf({ ...shown, steps: read.body, refused: made }, made.problem.status);
};

const pageOf = ({ refused, ...shown }: Shown, status: number) =>
  data(
    { ...shown, refused: refused && { problem: refused.problem, needs: null, typed: refused.typed } },
    { status },
  );

/** Another one served meanwhile; or somebody has an account, and nothing is here any more. */
const isWorthless = ({ problem }: Refused): boolean =>
  problem.status === 409 || problem.type === 'urn:comptoir:problem:no-such-address';

const worthlessOf = ({ problem }: Refused): Problem => {
  if (problem.type === 'urn:comptoir:problem:no-such-address') throw pageUnknown();
  if (problem.status === 409) return { ...problem, title: firstStepsWords.worthlessTitle };
  throw Response.json(problem, { status: problem.status });
};

/** What is shown is a secret: no referrer is sent, and no robot keeps it. */
export const meta: MetaFunction = ({ matches }) => [
  { title: spaceTitle(firstStepsWords.title, matches) },
  { name: 'referrer', content: 'no-referrer' },
  { name: 'robots', content: 'noindex' },
];

const Page = () => (
  <FirstStepsPage {...useLoaderData<typeof loader>()} answered={useActionData<typeof action>() ?? null} />
);
export default Page;
