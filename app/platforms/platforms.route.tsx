import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { ask } from '../client/ask';
import { instantsOf, useReplayedInstant } from '../client/replay';
import { Moment } from '../ui/moment';
import { PageBody } from '../ui/page-body';
import { pathsAt } from '../ui/paths';
import { pageTitle } from '../words/frame';
import { IN_PARIS, longInstant } from '../words/instants';
import { platformWords } from '../words/platforms';
import { PlatformsList } from './platforms.page';

export const loader = async ({ request, context: { client } }: LoaderFunctionArgs) =>
  (await ask(client.api.v1.platforms.$get({ query: instantsOf(request.url) }))).body;

export const meta: MetaFunction = () => [{ title: pageTitle(platformWords.title) }];

const PlatformsPage = () => {
  const { at, platforms } = useLoaderData<typeof loader>();
  return (
    <PageBody
      title={platformWords.title}
      beside={
        <>
          <Moment iso={at} as={longInstant} />
          {IN_PARIS}
        </>
      }
    >
      <p className="hint">{platformWords.hint}</p>
      <PlatformsList platforms={platforms} paths={pathsAt(useReplayedInstant())} />
    </PageBody>
  );
};
export default PlatformsPage;
