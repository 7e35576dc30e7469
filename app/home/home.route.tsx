import { type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { askIfThere } from '../client/ask';
import { isReadInDoubt, useTitle } from '../client/page';
import { rememberedProfession } from '../client/professions';
import { instantsOf, replayedInstant } from '../client/replay';
import { useDoubt } from '../ui/freshness';
import { pathsAt } from '../ui/paths';
import { homeTitle, homeWords } from '../words/home';
import { HomePage } from './home.page';

export const loader = async ({ request, context: { client, isUnclaimed } }: LoaderFunctionArgs) => {
  const query = new URL(request.url).searchParams;
  const paths = pathsAt(replayedInstant(query));
  const remembered = rememberedProfession(request);
  if (remembered && !query.has('choisir')) throw redirect(paths.board(remembered));
  const overview = await askIfThere(client.api.v1.overview.$get({ query: instantsOf(request.url) }));
  return { at: paths.at, overview, isUnclaimed };
};

export const meta: MetaFunction = (read) => [
  { title: homeTitle(isReadInDoubt(read)) },
  { name: 'description', content: homeWords.description },
];

const Home = () => {
  const { at, overview, isUnclaimed } = useLoaderData<typeof loader>();
  useTitle(homeTitle(useDoubt() !== null));
  return <HomePage overview={overview} paths={pathsAt(at)} isUnclaimed={isUnclaimed} />;
};
export default Home;
