import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { ask, askIfThere } from '../client/ask';
import { askFiltered } from '../client/platforms';
import { useReplayedInstant } from '../client/replay';
import { pathsAt } from '../ui/paths';
import { pageTitle } from '../words/frame';
import { historyWords } from '../words/history';
import { HistoryPage } from './history.page';

export const loader = async ({ request, context: { client, now } }: LoaderFunctionArgs) => {
  const { query, ...filter } = await askFiltered(client, request.url);
  const { at } = query;
  const [{ body }, calendar] = await Promise.all([
    ask(client.api.v1.incidents.$get({ query })),
    // The days of one platform are on its own page.
    filter.isOlder || filter.platform
      ? null
      : askIfThere(client.api.v1.availability.$get({ query: at === undefined ? {} : { at } })),
  ]);
  return { ...filter, ...body, at: at ?? now.toISOString(), calendar };
};

export const meta: MetaFunction = () => [{ title: pageTitle(historyWords.title) }];

const Page = () => <HistoryPage {...useLoaderData<typeof loader>()} paths={pathsAt(useReplayedInstant())} />;
export default Page;
