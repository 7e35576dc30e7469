import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import type { ImportOutcome } from '#server/contract/directory-edits';
import type { Problem } from '#server/contract/problem';
import { ask } from '../../client/ask';
import { spaceTitle } from '../../words/space-form';
import { sourceDoneWords, sourcesWords } from '../../words/space-sources';
import type { Action } from '../form/actions';
import { spaceAction } from '../form/space-action';
import { SpacePage } from '../form/space-page';
import { deskOnly, readyFor, spaceLoader } from '../writer';
import { namedOutcome } from './named-outcome.server';
import { SourcesPage, type Waiting } from './sources.page';

export { revalidateForm as shouldRevalidate } from '../form/space-page';

export const loader = (args: LoaderFunctionArgs) =>
  spaceLoader(args, async (writer, client) => {
    deskOnly(writer);
    const { sources } = (await ask(client.api.v1.sources.$get())).body;
    const asked = new URL(args.request.url).searchParams.get('voir');
    const source = sources.find(({ id, waiting }) => id === asked && waiting !== null);
    const waiting = async (): Promise<Waiting | null> => {
      if (!source) return null;
      const answered = await client.api.v1.sources[':id'].waiting.$get({ param: { id: source.id } });
      const body: unknown = await answered.json();
      return answered.ok
        ? { source, tried: await namedOutcome(client, body as ImportOutcome), problem: null }
        : { source, tried: null, problem: body as Problem };
    };
    return { sources, waiting: await waiting(), ready: readyFor(writer, args.context.now) };
  });

const decision =
  (accepted: boolean): Action =>
  ({ client, headers, field }) =>
    client.api.v1.sources[':id'].decision.$post(
      { param: { id: field('id') }, json: { accepted, digest: field('empreinte') } },
      { headers },
    );

export const action = spaceAction({
  actions: {
    ajouter: ({ client, headers, field }) =>
      client.api.v1.sources.$post(
        { json: { url: field('adresse'), isReplacing: field('remplacer') === 'oui' } },
        { headers },
      ),
    retirer: ({ client, headers, field }) =>
      client.api.v1.sources[':id'].removal.$post({ param: { id: field('id') } }, { headers }),
    charger: decision(true),
    ecarter: decision(false),
  },
});

export const meta: MetaFunction = ({ matches }) => [{ title: spaceTitle(sourcesWords.title, matches) }];

const Page = () => (
  <SpacePage<typeof loader, typeof action>>
    {(loaded, { refused, done }) => (
      <SourcesPage {...loaded} refused={refused} said={refused ? null : sourceDoneWords(done)} />
    )}
  </SpacePage>
);
export default Page;
