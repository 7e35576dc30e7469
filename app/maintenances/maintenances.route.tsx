import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { ask } from '../client/ask';
import { askFiltered } from '../client/platforms';
import { useReplayedInstant } from '../client/replay';
import { pathsAt } from '../ui/paths';
import { pageTitle } from '../words/frame';
import { maintenanceWords } from '../words/maintenances';
import { MaintenancesPage } from './maintenances.page';

export const loader = async ({ request, context: { client } }: LoaderFunctionArgs) => {
  const { query, ...filter } = await askFiltered(client, request.url);
  return { ...filter, ...(await ask(client.api.v1.maintenances.$get({ query }))).body };
};

export const meta: MetaFunction = () => [{ title: pageTitle(maintenanceWords.title) }];

const Page = () => (
  <MaintenancesPage {...useLoaderData<typeof loader>()} paths={pathsAt(useReplayedInstant())} />
);
export default Page;
