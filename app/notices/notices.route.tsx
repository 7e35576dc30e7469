import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { Link, useLoaderData } from '@remix-run/react';
import { ask } from '../client/ask';
import { instantsOf, useReplayedInstant } from '../client/replay';
import { noticesFeed, plainHead } from '../sharing/shared.server';
import { PageBody, Section } from '../ui/page-body';
import { olderThan, pathsAt } from '../ui/paths';
import { pageTitle } from '../words/frame';
import { noticeWords } from '../words/notices';
import { NoticeLine } from './notices-list';

/** Those withdrawn come after the last of the others; `retires` asks for them alone. */
export const loader = async ({ request, context }: LoaderFunctionArgs) => {
  const { client } = context;
  const head = plainHead({ context, request }, noticeWords.title, noticeWords.shared, noticesFeed());
  const asked = new URL(request.url).searchParams;
  const cursor = asked.get('cursor');
  const page = { ...instantsOf(request.url), ...(cursor === null ? {} : { cursor }) };
  const list = async (query: Record<string, string>, withdrawn: 'true' | 'false') =>
    (await ask(client.api.v1.notices.$get({ query: { ...query, withdrawn } }))).body;
  if (asked.has('retires')) return { standing: null, withdrawn: await list(page, 'true'), head };
  const standing = await list(page, 'false');
  const withdrawn = standing.next === null ? await list(instantsOf(request.url), 'true') : null;
  return { standing, withdrawn, head };
};

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: pageTitle(noticeWords.title) },
  ...(data?.head ?? []),
];

const NoticesPage = () => {
  const { standing, withdrawn } = useLoaderData<typeof loader>();
  const paths = pathsAt(useReplayedInstant());
  const isNone = (standing?.notices.length ?? 0) + (withdrawn?.notices.length ?? 0) === 0;
  const lines = (notices: NonNullable<typeof standing>['notices']) => (
    <ul className="notices">
      {notices.map((notice) => (
        <NoticeLine
          key={notice.id}
          notice={notice}
          paths={paths}
          heading={notice.state === 'withdrawn' ? 'h3' : 'h2'}
        />
      ))}
    </ul>
  );
  return (
    <PageBody title={noticeWords.title}>
      {isNone && <p className="empty">{noticeWords.noneThen}</p>}
      {standing === null && (
        <p className="small">
          <Link to={paths.notices} discover="none">
            {noticeWords.current}
          </Link>
        </p>
      )}
      {standing && standing.notices.length > 0 && lines(standing.notices)}
      <Older next={standing?.next ?? null} address={paths.notices} label={noticeWords.older} />
      {withdrawn && withdrawn.notices.length > 0 && (
        <Section id="retires" title={noticeWords.withdrawnTitle}>
          <p className="hint">{noticeWords.withdrawnLead}</p>
          {lines(withdrawn.notices)}
          <Older next={withdrawn.next} address={paths.withdrawnNotices} label={noticeWords.olderWithdrawn} />
        </Section>
      )}
    </PageBody>
  );
};
export default NoticesPage;

const Older = ({ next, address, label }: { next: string | null; address: string; label: string }) =>
  next && (
    <p className="small">
      <Link to={olderThan(next, address)} discover="none">
        {label}
      </Link>
    </p>
  );
