import {
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { ask } from '../../client/ask';
import { revalidateForm } from '../form/revalidate-form';
import { SignInAgain } from '../form/sign-in-again';
import { isCodeAsked, publish, refusedPage } from '../publish';
import { PasswordPage } from './password.page';
import { returnOf } from './return-of';

const HERE = '/espace/mot-de-passe';

/** Whoever is signed in, and whoever has to change its password before it is. */
export const loader = async ({ context }: LoaderFunctionArgs) => {
  const { body: session } = await ask(context.client.api.v1.session.$get());
  const isAsked = session.needs === 'password';
  if (!isAsked && session.state !== 'signed-in') {
    if (context.isAnswering) return null;
    const next = new URLSearchParams({ retour: HERE });
    throw redirect(`/espace/connexion${session.needs === 'code' ? '/code' : ''}?${next}`);
  }
  const email = session.account?.email ?? null;
  return { isAsked, email, isCodeAsked: !isAsked && isCodeAsked(session, context.now) };
};

export const action = async (args: ActionFunctionArgs) => {
  const { request } = args;
  const form = await request.formData();
  const read = (name: string) => String(form.get(name) ?? '');
  const json = {
    current: read('passe-actuel'),
    password: read('passe-nouveau'),
    keys: form.get('cles') === 'revoke' ? ('revoke' as const) : ('keep' as const),
  };
  const sent = await publish<{ keys: unknown[] }>(args, request, form, ({ client }) =>
    client.api.v1.session.password.$post({ json }),
  );
  if (!sent.ok) return refusedPage(sent);
  const { headers, body } = sent;
  const back = new URL(request.url).searchParams.get('retour');
  const done = body.keys.length > 0 ? 'mot-de-passe-sans-cles' : 'mot-de-passe';
  throw redirect(back === null ? `/espace/compte?fait=${done}` : returnOf(back), { headers });
};

export const shouldRevalidate = revalidateForm;

export const meta: MetaFunction = () => [{ title: 'Mot de passe – Comptoir' }];

const Page = () => {
  const read = useLoaderData<typeof loader>();
  const refused = useActionData<typeof action>()?.refused ?? null;
  if (refused?.needs === 'sign-in') return <SignInAgain {...refused} />;
  return read && <PasswordPage {...read} refused={refused} />;
};
export default Page;
