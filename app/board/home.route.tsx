import { type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { isReadInDoubt, useTitle } from '../client/page';
import { rememberedProfession } from '../client/professions';
import { replayedInstant } from '../client/replay';
import { useDoubt } from '../ui/freshness';
import { pathsAt } from '../ui/paths';
import { ProfessionChoice } from '../ui/problem-page';
import { ReplayInvitation } from '../ui/replay';
import { boardWords } from '../words/board';
import { homeTitle } from '../words/professions';

export const loader = async ({ request }: LoaderFunctionArgs) => {
  const query = new URL(request.url).searchParams;
  const paths = pathsAt(replayedInstant(query));
  const remembered = rememberedProfession(request);
  if (remembered && !query.has('choisir')) throw redirect(paths.board(remembered));
  return { at: paths.at };
};

export const meta: MetaFunction = (read) => [
  { title: homeTitle(isReadInDoubt(read)) },
  {
    name: 'description',
    content: boardWords.homeDescription,
  },
];

const Home = () => {
  const { at } = useLoaderData<typeof loader>();
  const isDoubted = useDoubt() !== null;
  useTitle(homeTitle(isDoubted));
  return (
    <main className="page" id="contenu">
      <div className="title">
        <h1>
          {boardWords.home}
          {isDoubted ? null : <span data-needs-us>{boardWords.homeNow}</span>}
        </h1>
      </div>
      <p className="lead">{boardWords.homeLead}</p>
      <ProfessionChoice paths={pathsAt(at)} />
      <p className="small" data-needs-us>
        {boardWords.crisis}
        <ReplayInvitation profession="optician" />
        {boardWords.crisisOf}
      </p>
    </main>
  );
};
export default Home;
