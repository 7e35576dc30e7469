import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { ask } from '../client/ask';
import { instantsOf, useReplayedInstant } from '../client/replay';
import { pathsAt } from '../ui/paths';
import { pageTitle } from '../words/frame';
import { noticeWords } from '../words/notices';
import { AllNotices } from './notices-list';

export const loader = async ({ request, context: { client } }: LoaderFunctionArgs) => {
  const cursor = new URL(request.url).searchParams.get('cursor');
  const query = { ...instantsOf(request.url), ...(cursor === null ? {} : { cursor }) };
  return (await ask(client.api.v1.notices.$get({ query }))).body;
};

export const meta: MetaFunction = () => [{ title: pageTitle(noticeWords.title) }];

const NoticesPage = () => {
  const { notices, next } = useLoaderData<typeof loader>();
  return <AllNotices notices={notices} next={next} paths={pathsAt(useReplayedInstant())} />;
};
export default NoticesPage;
