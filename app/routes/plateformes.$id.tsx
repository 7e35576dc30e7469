import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { ask } from '../ask';
import { pathsAt } from '../components/paths';
import { PlatformPage } from '../components/platform-page';
import { instantsOf, useReplayedInstant } from '../replay';
import { fr } from '../words/fr/typography';

export const loader = async ({ params: { id = '' }, request, context: { client } }: LoaderFunctionArgs) => {
  const query = instantsOf(request.url);
  const [platform, list] = await Promise.all([
    ask(client.api.v1.platforms[':id'].$get({ param: { id }, query })),
    ask(client.api.v1.platforms.$get({ query })),
  ]);
  return { platform: platform.told, lines: list.told.platforms };
};

export const meta: MetaFunction<typeof loader> = ({ data }) =>
  data ? [{ title: fr`${data.platform.name} : état par échange et par profession – Comptoir` }] : [];

const Page = () => {
  const { platform, lines } = useLoaderData<typeof loader>();
  return <PlatformPage platform={platform} lines={lines} paths={pathsAt(useReplayedInstant())} />;
};
export default Page;
