import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { ask } from '../../client/ask';
import { namesForSpace } from '../../client/platforms';
import { namesOf } from '../../ui/names';
import { auditWords } from '../../words/space-audit';
import { spaceTitle } from '../../words/space-form';
import { spaceLoader } from '../writer';
import { JournalPage } from './audit.page';

/** What the journal is filtered by; empty fields of the form filter nothing. */
const FILTERS = ['action', 'noun', 'account', 'id'] as const;
export type JournalFilter = Partial<Record<(typeof FILTERS)[number], string>>;

export const filterIn = (address: string): JournalFilter => {
  const asked = new URL(address).searchParams;
  return Object.fromEntries(
    FILTERS.flatMap((name) => {
      const value = asked.get(name);
      return value ? [[name, value] as const] : [];
    }),
  );
};

export const loader = (args: LoaderFunctionArgs) =>
  spaceLoader(args, async (_, client) => {
    const { url } = args.request;
    const filter = filterIn(url);
    const cursor = new URL(url).searchParams.get('cursor');
    const query = { ...filter, ...(cursor === null ? {} : { cursor }) };
    const { body: page } = await ask(client.api.v1.audit.$get({ query }));
    const { body: people } = await ask(client.api.v1.accounts.$get());
    const names = await namesForSpace(client);
    return { ...page, filter, isOlder: cursor !== null, people: people.accounts, names };
  });

export const meta: MetaFunction = ({ matches }) => [{ title: spaceTitle(auditWords.title, matches) }];

const Page = () => {
  const read = useLoaderData<typeof loader>();
  if (!read) return null;
  const { names, ...page } = read;
  return <JournalPage {...page} nameOf={namesOf(names)} />;
};
export default Page;
