import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { ask } from '../../client/ask';
import { namesOf } from '../../ui/names';
import { connectorsWords } from '../../words/space-connectors';
import { spaceTitle } from '../../words/space-form';
import { typeset } from '../../words/typography';
import { spaceAction } from '../form/space-action';
import { SpacePage } from '../form/space-page';
import { writableOf } from '../updates/scope';
import { readyFor, spaceLoader } from '../writer';
import { ConnectorPage } from './connector.page';
import { linkWords, revokeConnector, setSummary, unlinkWords } from './connector-actions';

export { revalidateForm as shouldRevalidate } from '../form/space-page';

export const loader = (args: LoaderFunctionArgs) =>
  spaceLoader(args, async (writer, client) => {
    const [{ body: connector }, { body: known }] = await Promise.all([
      ask(client.api.v1.connectors[':id'].$get({ param: { id: args.params.id ?? '' } })),
      ask(client.api.v1.platforms.$get({ query: {} })),
    ]);
    const names = known.platforms.map(({ id, name }) => ({ id, name }));
    const own = writableOf(
      writer,
      names.map(({ id }) => id),
    );
    return {
      connector,
      names,
      platforms: names.filter(({ id }) => own.includes(id)),
      ready: readyFor(writer, args.context.now),
    };
  });

export const action = spaceAction({
  actions: { relier: linkWords, delier: unlinkWords, page: setSummary, revoquer: revokeConnector },
});

export const meta: MetaFunction<typeof loader> = ({ data, matches }) => [
  { title: typeset(spaceTitle(data?.connector.name ?? connectorsWords.title, matches)) },
];

const Page = () => (
  <SpacePage<typeof loader, typeof action>>
    {({ names, ...page }, { refused, done }) => (
      <ConnectorPage {...page} nameOf={namesOf(names)} refused={refused} done={done} />
    )}
  </SpacePage>
);
export default Page;
