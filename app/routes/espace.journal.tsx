import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { ask } from '../ask';
import { JournalPage } from '../components/space/journal-page';
import { filterIn } from '../journal';
import { spaceLoader } from '../space';

export const loader = (args: LoaderFunctionArgs) =>
  spaceLoader(args, async (_, client) => {
    const { url } = args.request;
    const filter = filterIn(url);
    const cursor = new URL(url).searchParams.get('cursor');
    const query = { ...filter, ...(cursor === null ? {} : { cursor }) };
    const { told: page } = await ask(client.api.v1.audit.$get({ query }));
    const { told: people } = await ask(client.api.v1.accounts.$get());
    return { ...page, filter, isOlder: cursor !== null, people: people.accounts };
  });

export const meta: MetaFunction = () => [{ title: 'Journal – Comptoir' }];

const Page = () => {
  const read = useLoaderData<typeof loader>();
  return read && <JournalPage {...read} />;
};
export default Page;
