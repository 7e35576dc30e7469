import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { ask } from '../../client/ask';
import { accountWords } from '../../words/space-account';
import { spaceTitle } from '../../words/space-form';
import type { Actions } from '../form/actions';
import { spaceAction } from '../form/space-action';
import { SpacePage } from '../form/space-page';
import { isCodeAsked, spaceLoader } from '../writer';
import { AccountPage } from './account.page';
import { RecoveryCodes } from './second-factor.page';

export { revalidateForm as shouldRevalidate } from '../form/space-page';

export const loader = (args: LoaderFunctionArgs) =>
  spaceLoader(args, async (writer, client) => {
    const { body: account } = await ask(client.api.v1.account.$get());
    const { now } = args.context;
    return { writer, account, at: now.toISOString(), isCodeAsked: isCodeAsked(writer, now) };
  });

/** What one does to one's own account. */
const ACCOUNT_ACTIONS: Actions = {
  retirer: ({ client, field }) =>
    client.api.v1.account.passkeys[':id'].$delete({ param: { id: field('id') } }),
  secours: ({ client }) => client.api.v1.account['recovery-codes'].$post(),
  'fermer-session': ({ client, field }) =>
    client.api.v1.sessions[':id'].$delete({ param: { id: field('id') } }),
  'fermer-tout': ({ client }) => client.api.v1.sessions.$delete(),
};

export const action = spaceAction<{ codes?: string[] }, { codes: string[] }>({
  actions: ACCOUNT_ACTIONS,
  done: ({ body: { codes }, action }) => {
    if (codes) return { codes };
    return action === 'fermer-tout' ? '/espace/connexion' : null;
  },
});

export const meta: MetaFunction = ({ matches }) => [{ title: spaceTitle(accountWords.title, matches) }];

const Page = () => {
  const email = useLoaderData<typeof loader>()?.writer.account.email ?? null;
  const shown = useActionData<typeof action>()?.shown;
  if (shown) return <RecoveryCodes codes={shown.codes} email={email} />;
  return (
    <SpacePage<typeof loader, typeof action>>
      {(read, { refused, done }) => <AccountPage {...read} refused={refused} done={done} />}
    </SpacePage>
  );
};
export default Page;
