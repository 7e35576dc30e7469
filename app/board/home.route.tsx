import { type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { useTitle } from '../client/page';
import { rememberedProfession } from '../client/professions';
import { isReadInDoubt } from '../client/reader';
import { replayedInstant } from '../client/replay';
import { useDoubt } from '../ui/freshness';
import { pathsAt } from '../ui/paths';
import { ProfessionChoice } from '../ui/problem-page';
import { ReplayInvitation } from '../ui/replay';
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
    content:
      'Pour quelles mutuelles le tiers payant est-il possible maintenant, et serez-vous payé ? Un tableau neutre, sans compte.',
  },
];

const Home = () => {
  const { at } = useLoaderData<typeof loader>();
  const isDoubted = useDoubt() !== null;
  useTitle(homeTitle(isDoubted));
  return (
    <main className="page" id="contenu">
      <div className="title">
        <h1>Le tiers payant{isDoubted ? null : <span data-needs-us>, maintenant</span>}</h1>
      </div>
      <p className="lead">
        Pour quelles mutuelles est-il possible, et serez-vous payé&#8239;? Une réponse en un mot, avec ce
        qu’il faut faire et qui le dit, sans compte ni donnée de patient.
      </p>
      <ProfessionChoice paths={pathsAt(at)} />
      <p className="small" data-needs-us>
        Pour voir le tableau un jour de crise&#8239;: <ReplayInvitation profession="optician" />, l’opticien
        face à la cyberattaque de Viamedis.
      </p>
    </main>
  );
};
export default Home;
