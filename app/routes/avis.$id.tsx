import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { ask } from '../ask';
import { NoticePage } from '../components/notice-page';
import { pathsAt } from '../components/paths';
import { namesOf } from '../components/told';
import { instantsOf, useReplayedInstant } from '../replay';
import { fr } from '../words/fr/typography';

export const loader = async ({ params: { id = '' }, request, context: { client } }: LoaderFunctionArgs) => {
  const query = instantsOf(request.url);
  const [notice, list] = await Promise.all([
    ask(client.api.v1.notices[':id'].$get({ param: { id }, query })),
    ask(client.api.v1.platforms.$get({ query })),
  ]);
  return { notice: notice.told, platforms: list.told.platforms };
};

export const meta: MetaFunction<typeof loader> = ({ data }) =>
  data ? [{ title: fr`${data.notice.title} – Comptoir` }] : [];

const Page = () => {
  const { notice, platforms } = useLoaderData<typeof loader>();
  return <NoticePage notice={notice} nameOf={namesOf(platforms)} paths={pathsAt(useReplayedInstant())} />;
};
export default Page;
