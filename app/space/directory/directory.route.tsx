import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { ask, askIfThere } from '../../client/ask';
import { namesOf } from '../../ui/names';
import { directoryWords } from '../../words/space-directory';
import { spaceTitle } from '../../words/space-form';
import { isDesk, keepersOnly, spaceLoader } from '../writer';
import { DirectoryPage } from './directory.page';

const PAGE = 50;
const ALL = 5000;

export const loader = (args: LoaderFunctionArgs) =>
  spaceLoader(args, async (writer, client) => {
    keepersOnly(writer);
    const asked = new URL(args.request.url).searchParams;
    const q = (asked.get('q') ?? '').trim();
    const cursor = asked.get('suite');
    const isOurs = isDesk(writer);
    const query = { ...(q && { q }), ...(cursor && { cursor }), limit: String(isOurs ? PAGE : ALL) };
    const [{ body: found }, { body }, due] = await Promise.all([
      ask(client.api.v1.mutuelles.$get({ query })),
      ask(client.api.v1.platforms.$get({ query: {} })),
      isOurs ? askIfThere(client.api.v1.due.$get()) : null,
    ]);
    const own = found.mutuelles.filter(({ id }) => isOurs || writer.organisation.mutuelles.includes(id));
    const platforms = body.platforms.map(({ id, name }) => ({ id, name }));
    return { q, mutuelles: own, next: found.next, platforms, isDesk: isOurs, waiting: due?.sources ?? 0 };
  });

export const meta: MetaFunction = ({ matches }) => [{ title: spaceTitle(directoryWords.title, matches) }];

const Page = () => {
  const loaded = useLoaderData<typeof loader>();
  return loaded && <DirectoryPage {...loaded} nameOf={namesOf(loaded.platforms)} />;
};
export default Page;
