import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { ask } from '../client/ask';
import { instantsOf, useReplayedInstant } from '../client/replay';
import { Moment } from '../ui/moment';
import { pathsAt } from '../ui/paths';
import { longInstant } from '../words/instants';
import { fr } from '../words/typography';
import { PlatformsList } from './platforms.page';

export const loader = async ({ request, context: { client } }: LoaderFunctionArgs) =>
  (await ask(client.api.v1.platforms.$get({ query: instantsOf(request.url) }))).body;

export const meta: MetaFunction = () => [{ title: 'Plateformes – Comptoir' }];

const PlatformsPage = () => {
  const { at, platforms } = useLoaderData<typeof loader>();
  return (
    <main className="page" id="contenu">
      <div className="title">
        <h1>Plateformes</h1>
        <p>
          <Moment iso={at} as={longInstant} /> (Paris)
        </p>
      </div>
      <p className="hint">{fr`Le pire état, toutes professions réunies : un échange coupé pour les uns peut marcher pour les autres. Ouvrez une plateforme pour voir par profession.`}</p>
      <PlatformsList platforms={platforms} paths={pathsAt(useReplayedInstant())} />
    </main>
  );
};
export default PlatformsPage;
