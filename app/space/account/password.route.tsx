import { type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node';
import { ask } from '../../client/ask';
import { fieldWords, spaceTitle } from '../../words/space-form';
import { spaceAction } from '../form/space-action';
import { SpacePage } from '../form/space-page';
import { isCodeAsked, returnOf } from '../writer';
import { PasswordPage } from './password.page';

export { revalidateForm as shouldRevalidate } from '../form/space-page';

const HERE = '/espace/mot-de-passe';

/** For a signed-in account, and for one that must change its password before it is signed in. */
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

export const action = spaceAction<{ keys: unknown[] }>({
  main: ({ client, field }) => {
    const json = {
      current: field('passe-actuel'),
      password: field('passe-nouveau'),
      keys: field('cles') === 'revoke' ? ('revoke' as const) : ('keep' as const),
    };
    return client.api.v1.session.password.$post({ json });
  },
  done: ({ body, query }) => {
    const back = query.get('retour');
    const done = body.keys.length > 0 ? 'mot-de-passe-sans-cles' : 'mot-de-passe';
    return back === null ? `/espace/compte?fait=${done}` : returnOf(back);
  },
});

export const meta: MetaFunction = ({ matches }) => [{ title: spaceTitle(fieldWords.password, matches) }];

const Page = () => (
  <SpacePage<typeof loader, typeof action>>
    {(read, { refused }) => <PasswordPage {...read} refused={refused} />}
  </SpacePage>
);
export default Page;
