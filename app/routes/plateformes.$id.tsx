import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { ask, askIfThere } from '../ask';
import { askAvailability } from '../availability';
import { askBlindSince } from '../blind';
import { pathsAt } from '../components/paths';
import { PlatformPage } from '../components/platform-page';
import { instantsOf, useReplayedInstant } from '../replay';
import { fr } from '../words/fr/typography';

export const loader = async ({ params: { id = '' }, request, context: { client } }: LoaderFunctionArgs) => {
  const query = instantsOf(request.url);
  const [platform, list, availability, blindSince] = await Promise.all([
    ask(client.api.v1.platforms[':id'].$get({ param: { id }, query })),
    askIfThere(client.api.v1.platforms.$get({ query })),
    askAvailability(client, id, request.url),
    query.at === undefined ? askBlindSince(client) : null,
  ]);
  return { platform: platform.told, lines: list?.platforms ?? [], availability, blindSince };
};

export const meta: MetaFunction<typeof loader> = ({ data }) =>
  data ? [{ title: fr`${data.platform.name} : état par échange et par profession – Comptoir` }] : [];

const Page = () => {
  return <PlatformPage {...useLoaderData<typeof loader>()} paths={pathsAt(useReplayedInstant())} />;
};
export default Page;
