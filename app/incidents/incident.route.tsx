import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { ask, askIfThere } from '../client/ask';
import { instantsOf, useReplayedInstant } from '../client/replay';
import { namesOf } from '../ui/names';
import { pathsAt } from '../ui/paths';
import { pageTitle } from '../words/frame';
import { IncidentPage } from './incident.page';

export const loader = async ({ params: { id = '' }, request, context: { client } }: LoaderFunctionArgs) => {
  const query = instantsOf(request.url);
  const [incident, list] = await Promise.all([
    ask(client.api.v1.incidents[':id'].$get({ param: { id }, query })),
    askIfThere(client.api.v1.platforms.$get({ query })),
  ]);
  return { incident: incident.body, platforms: list?.platforms ?? [] };
};

export const meta: MetaFunction<typeof loader> = ({ data }) =>
  data ? [{ title: pageTitle(data.incident.title) }] : [];

const Page = () => {
  const { incident, platforms } = useLoaderData<typeof loader>();
  return (
    <IncidentPage incident={incident} nameOf={namesOf(platforms)} paths={pathsAt(useReplayedInstant())} />
  );
};
export default Page;
