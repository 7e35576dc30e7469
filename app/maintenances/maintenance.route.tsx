import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { ask, askIfThere } from '../client/ask';
import { instantsOf, useReplayedInstant } from '../client/replay';
import { namesOf } from '../ui/names';
import { pathsAt } from '../ui/paths';
import { pageTitle } from '../words/frame';
import { maintenanceWords } from '../words/maintenances';
import { typeset } from '../words/typography';
import { MaintenancePage } from './maintenance.page';

export const loader = async ({ params: { id = '' }, request, context: { client } }: LoaderFunctionArgs) => {
  const query = instantsOf(request.url);
  const [{ body: maintenance }, list] = await Promise.all([
    ask(client.api.v1.maintenances[':id'].$get({ param: { id }, query })),
    askIfThere(client.api.v1.platforms.$get({ query })),
  ]);
  const name = namesOf(list?.platforms ?? [])(maintenance.platform);
  return { maintenance, name };
};

export const meta: MetaFunction<typeof loader> = ({ data }) =>
  data ? [{ title: pageTitle(maintenanceWords.titleOf(typeset(data.name))) }] : [];

const Page = () => (
  <MaintenancePage {...useLoaderData<typeof loader>()} paths={pathsAt(useReplayedInstant())} />
);
export default Page;
