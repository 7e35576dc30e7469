import { type ActionFunctionArgs, data, type MetaFunction, redirect } from '@remix-run/node';
import { useActionData } from '@remix-run/react';
import { accountWords } from '../../words/space-account';
import { spaceTitle } from '../../words/space-form';
import { publish } from '../publish';
import { returnOf } from '../writer';
import { CodePage } from './sign-in.page';

export const action = async (args: ActionFunctionArgs) => {
  const { request } = args;
  const form = await request.formData();
  const code = String(form.get('facteur') ?? '');
  const sent = await publish<{ needs: string | null }>(args, form, ({ client }) =>
    client.api.v1.session['second-factor'].$post({ json: { code } }),
  );
  const { headers } = sent;
  if (!sent.ok) return data({ problem: sent.problem }, { status: sent.problem.status, headers });
  const back = returnOf(new URL(request.url).searchParams.get('retour'));
  if (sent.body.needs === 'password')
    throw redirect(`/espace/mot-de-passe?${new URLSearchParams({ retour: back })}`, { headers });
  throw redirect(back, { headers });
};

export const meta: MetaFunction = ({ matches }) => [
  { title: spaceTitle(accountWords.secondFactor, matches) },
];

const Page = () => <CodePage problem={useActionData<typeof action>()?.problem ?? null} />;
export default Page;
