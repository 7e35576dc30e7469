import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { spaceTitle } from '../../words/space-form';
import { ownNoticesWords } from '../../words/space-notices';
import { spaceLoader } from '../writer';
import { OwnNoticesPage } from './notices.page';
import { noticeWritersOnly, readOwnNotices } from './own-notices';

export const loader = (args: LoaderFunctionArgs) =>
  spaceLoader(args, async (writer, client) => {
    noticeWritersOnly(writer);
    return readOwnNotices(writer, client, new URL(args.request.url).searchParams.get('cursor'));
  });

export const meta: MetaFunction = ({ matches }) => [{ title: spaceTitle(ownNoticesWords.title, matches) }];

const Page = () => {
  const read = useLoaderData<typeof loader>();
  return read && <OwnNoticesPage {...read} />;
};
export default Page;
