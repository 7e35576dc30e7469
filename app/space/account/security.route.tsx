import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { ask } from '../../client/ask';
import { spaceTitle } from '../../words/space-form';
import { securityWords } from '../../words/space-security';
import { isDesk, spaceLoader } from '../writer';
import { SecurityPage } from './security.page';

export const loader = (args: LoaderFunctionArgs) =>
  spaceLoader(args, async (writer, client) => {
    const cursor = new URL(args.request.url).searchParams.get('cursor');
    const query = cursor === null ? {} : { cursor };
    const { body: page } = await ask(client.api.v1['security-events'].$get({ query }));
    return {
      ...page,
      isOlder: cursor !== null,
      self: writer.account.id,
      isManager: writer.account.role !== 'author',
      isDesk: isDesk(writer),
    };
  });

export const meta: MetaFunction = ({ matches }) => [{ title: spaceTitle(securityWords.title, matches) }];

const Page = () => {
  const read = useLoaderData<typeof loader>();
  return read && <SecurityPage {...read} />;
};
export default Page;
