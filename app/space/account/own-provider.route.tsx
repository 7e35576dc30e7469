import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useSearchParams } from '@remix-run/react';
import { ask } from '../../client/ask';
import { ownProviderWords } from '../../words/space-account';
import { spaceTitle } from '../../words/space-form';
import { providerDoneWords, providerOutcome } from '../../words/space-organisations';
import { spaceAction } from '../form/space-action';
import { SpacePage } from '../form/space-page';
import { isCodeAsked, spaceLoader } from '../writer';
import { OwnProviderPage } from './own-provider.page';

export { revalidateForm as shouldRevalidate } from '../form/space-page';

export const loader = (args: LoaderFunctionArgs) =>
  spaceLoader(args, async (writer, client) => {
    const { body } = await ask(client.api.v1.account.provider.$get());
    return { ...body, isCodeAsked: isCodeAsked(writer, args.context.now) };
  });

export const action = spaceAction({
  actions: {
    relier: ({ client }) => client.api.v1.account.provider.$post(),
    delier: ({ client }) => client.api.v1.account.provider.$delete(),
  },
});

export const meta: MetaFunction = ({ matches }) => [{ title: spaceTitle(ownProviderWords.title, matches) }];

const Page = () => {
  const [query] = useSearchParams();
  return (
    <SpacePage<typeof loader, typeof action>>
      {(read, { refused, done }) => (
        <OwnProviderPage
          {...read}
          said={refused ? null : (providerDoneWords.get(done ?? '') ?? null)}
          outcome={refused ? null : providerOutcome(query.get('fournisseur'))}
          refused={refused}
        />
      )}
    </SpacePage>
  );
};
export default Page;
