import {
  type ActionFunctionArgs,
  data,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from '@remix-run/node';
import { useActionData, useLoaderData, useSearchParams } from '@remix-run/react';
import { ask } from '../../client/ask';
import { spaceTitle, titleWords } from '../../words/space-form';
import { providerOutcome } from '../../words/space-organisations';
import { publish } from '../publish';
import { returnOf } from '../writer';
import { SignInPage } from './sign-in.page';

export const loader = async ({ request, context: { client, isUnclaimed } }: LoaderFunctionArgs) => {
  const { body: session } = await ask(client.api.v1.session.$get());
  const back = returnOf(new URL(request.url).searchParams.get('retour'));
  if (session.state === 'signed-in') throw redirect(back);
  const { body } = await ask(client.api.v1['sign-in'].providers.$get());
  // By its own link an organisation shows its people the one button that is theirs.
  const organisation = new URL(request.url).searchParams.get('organisation');
  const own = body.providers.filter((each) => each.organisation === organisation);
  return { providers: own.length > 0 ? own : body.providers, isUnclaimed };
};

export const action = async (args: ActionFunctionArgs) => {
  const { request } = args;
  const form = await request.formData();
  const json = { email: String(form.get('adresse') ?? ''), password: String(form.get('passe') ?? '') };
  const sent = await publish<{ needs: string }>(args, form, ({ client }) =>
    client.api.v1.session.$post({ json }),
  );
  const { headers } = sent;
  if (!sent.ok)
    return data({ problem: sent.problem, email: json.email }, { status: sent.problem.status, headers });
  if (sent.body.needs === 'enrolment') throw redirect('/espace/second-facteur', { headers });
  const query = new URLSearchParams({ retour: returnOf(new URL(request.url).searchParams.get('retour')) });
  throw redirect(`/espace/connexion/code?${query}`, { headers });
};

export const meta: MetaFunction = ({ matches }) => [{ title: spaceTitle(titleWords.signIn, matches) }];

const Page = () => {
  const { providers, isUnclaimed } = useLoaderData<typeof loader>();
  const answered = useActionData<typeof action>();
  const [query] = useSearchParams();
  return (
    <SignInPage
      problem={answered?.problem ?? null}
      email={answered?.email ?? ''}
      back={returnOf(query.get('retour'))}
      providers={providers}
      isUnclaimed={isUnclaimed}
      outcome={answered ? null : providerOutcome(query.get('fournisseur'))}
    />
  );
};
export default Page;
