import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { ask } from '../../client/ask';
import { namesOf } from '../../ui/names';
import { connectorsWords } from '../../words/space-connectors';
import { spaceTitle } from '../../words/space-form';
import { spaceAction } from '../form/space-action';
import { SpacePage } from '../form/space-page';
import { isDesk, readyFor, spaceLoader } from '../writer';
import { ConnectorsPage } from './connectors.page';

export { revalidateForm as shouldRevalidate } from '../form/space-page';

export const loader = (args: LoaderFunctionArgs) =>
  spaceLoader(args, async (writer, client) => {
    const [{ body }, { body: known }] = await Promise.all([
      ask(client.api.v1.connectors.$get()),
      ask(client.api.v1.organisations.$get()),
    ]);
    return {
      ...body,
      names: known.organisations.map(({ id, name }) => ({ id, name })),
      isDesk: isDesk(writer),
      origin: args.context.origin,
      ready: readyFor(writer, args.context.now),
    };
  });

export const action = spaceAction<{ token?: string }, { token: string }>({
  actions: {
    faire: ({ client, headers, field }) =>
      client.api.v1.connectors.$post({ json: { name: field('nom') } }, { headers }),
  },
  done: ({ body: { token } }) => (token ? { token } : null),
});

export const meta: MetaFunction = ({ matches }) => [{ title: spaceTitle(connectorsWords.title, matches) }];

const Page = () => (
  <SpacePage<typeof loader, typeof action>>
    {({ names, ...page }, { refused, shown, done }) => (
      <ConnectorsPage {...page} nameOf={namesOf(names)} refused={refused} made={shown} done={done} />
    )}
  </SpacePage>
);
export default Page;
