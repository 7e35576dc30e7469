import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { Link, useLoaderData } from '@remix-run/react';
import { ask } from '../client/ask';
import { instantsOf, useReplayedInstant } from '../client/replay';
import { PageBody } from '../ui/page-body';
import { olderThan, pathsAt } from '../ui/paths';
import { pageTitle } from '../words/frame';
import { noticeWords } from '../words/notices';
import { NoticeLine } from './notices-list';

export const loader = async ({ request, context: { client } }: LoaderFunctionArgs) => {
  const cursor = new URL(request.url).searchParams.get('cursor');
  const query = { ...instantsOf(request.url), ...(cursor === null ? {} : { cursor }) };
  return (await ask(client.api.v1.notices.$get({ query }))).body;
};

export const meta: MetaFunction = () => [{ title: pageTitle(noticeWords.title) }];

/** Every notice, newest first; those withdrawn or expired stay, and say so. */
const NoticesPage = () => {
  const { notices, next } = useLoaderData<typeof loader>();
  const paths = pathsAt(useReplayedInstant());
  return (
    <PageBody title={noticeWords.title}>
      {notices.length === 0 ? (
        <p className="empty">{noticeWords.noneThen}</p>
      ) : (
        <ul className="notices">
          {notices.map((notice) => (
            <NoticeLine key={notice.id} notice={notice} paths={paths} />
          ))}
        </ul>
      )}
      {next !== null && (
        <p className="small">
          <Link to={olderThan(next, paths.notices)} discover="none">
            {noticeWords.older}
          </Link>
        </p>
      )}
    </PageBody>
  );
};
export default NoticesPage;
