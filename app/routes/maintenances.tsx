import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { ask } from '../ask';
import { MaintenancesPage } from '../components/maintenances-page';
import { pathsAt } from '../components/paths';
import { askFiltered } from '../platform-filter';
import { useReplayedInstant } from '../replay';

export const loader = async ({ request, context: { client } }: LoaderFunctionArgs) => {
  const { query, ...filter } = await askFiltered(client, request.url);
  return { ...filter, ...(await ask(client.api.v1.maintenances.$get({ query }))).told };
};

export const meta: MetaFunction = () => [{ title: 'Maintenances – Comptoir' }];

const Page = () => (
  <MaintenancesPage {...useLoaderData<typeof loader>()} paths={pathsAt(useReplayedInstant())} />
);
export default Page;
