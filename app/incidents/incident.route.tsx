import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { ask, askIfThere } from '../client/ask';
import { instantsOf, useReplayedInstant } from '../client/replay';
import { incidentHead } from '../sharing/shared.server';
import { namesOf } from '../ui/names';
import { pathsAt } from '../ui/paths';
import { pageTitle } from '../words/frame';
import { IncidentPage } from './incident.page';

export const loader = async ({ params: { id = '' }, request, context }: LoaderFunctionArgs) => {
  const { client } = context;
  const query = instantsOf(request.url);
  const [incident, list] = await Promise.all([
    ask(client.api.v1.incidents[':id'].$get({ param: { id }, query })),
    askIfThere(client.api.v1.platforms.$get({ query })),
  ]);
  const platforms = list?.platforms ?? [];
  const head = incidentHead({ context, request }, incident, namesOf(platforms));
  return { incident: incident.body, platforms, head };
};

export const meta: MetaFunction<typeof loader> = ({ data }) =>
  data ? [{ title: pageTitle(data.incident.title) }, ...data.head] : [];

const Page = () => {
  const { incident, platforms } = useLoaderData<typeof loader>();
  return (
    <IncidentPage incident={incident} nameOf={namesOf(platforms)} paths={pathsAt(useReplayedInstant())} />
  );
};
export default Page;
