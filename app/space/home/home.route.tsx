import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { ask } from '../../client/ask';
import { namesForSpace } from '../../client/platforms';
import { namesOf } from '../../ui/names';
import { useNow } from '../../ui/now';
import { frameWords } from '../../words/frame';
import { spaceTitle } from '../../words/space-form';
import { spaceLoader } from '../writer';
import { HomePage } from './home.page';

export const loader = (args: LoaderFunctionArgs) =>
  spaceLoader(args, async ({ organisation, account }, client) => {
    const { body: due } = await ask(client.api.v1.due.$get());
    return { due, kind: organisation.kind, role: account.role, names: await namesForSpace(client) };
  });

export const meta: MetaFunction = ({ matches }) => [{ title: spaceTitle(frameWords.writers, matches) }];

const Page = () => {
  const read = useLoaderData<typeof loader>();
  const now = useNow();
  if (!read) return null;
  const at = now === null ? read.due.at : new Date(now).toISOString();
  return <HomePage {...read} nameOf={namesOf(read.names)} at={at} />;
};
export default Page;
