import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { OwnNoticesPage } from '../components/space/notices-page';
import { noticeWritersOnly } from '../notice-work';
import { readOwnNotices } from '../notices-own';
import { spaceLoader } from '../space';

export const loader = (args: LoaderFunctionArgs) =>
  spaceLoader(args, async (writer, client) => {
    noticeWritersOnly(writer);
    return readOwnNotices(writer, client, new URL(args.request.url).searchParams.get('cursor'));
  });

export const meta: MetaFunction = () => [{ title: 'Vos avis – Comptoir' }];

const Page = () => {
  const read = useLoaderData<typeof loader>();
  return read && <OwnNoticesPage {...read} />;
};
export default Page;
