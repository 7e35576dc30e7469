import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { ask } from '../../client/ask';
import { namesOf } from '../../ui/names';
import { decidedWords } from '../../words/space-directory';
import { spaceTitle } from '../../words/space-form';
import { proposalsWords } from '../../words/space-proposals';
import { spaceAction } from '../form/space-action';
import { SpacePage } from '../form/space-page';
import { textIn } from '../form/typed';
import { isDesk, keepersOnly, readyFor, spaceLoader } from '../writer';
import { ProposalsPage } from './proposals.page';

export { revalidateForm as shouldRevalidate } from '../form/space-page';

export const loader = (args: LoaderFunctionArgs) =>
  spaceLoader(args, async (writer, client) => {
    keepersOnly(writer);
    const [{ body }, { body: listed }] = await Promise.all([
      ask(client.api.v1.proposals.$get()),
      ask(client.api.v1.platforms.$get({ query: {} })),
    ]);
    const open = body.proposals.filter(({ decidedAt }) => decidedAt === null);
    const touched = isDesk(writer) ? [...new Set(open.map(({ mutuelle }) => mutuelle))] : [];
    const mutuelles = await Promise.all(
      touched.map(async (id) => (await ask(client.api.v1.mutuelles[':id'].$get({ param: { id } }))).body),
    );
    return {
      proposals: body.proposals,
      mutuelles,
      platforms: listed.platforms.map(({ id, name }) => ({ id, name })),
      isDesk: isDesk(writer),
      ready: readyFor(writer, args.context.now),
    };
  });

const isAccepted = (field: (name: string) => string): boolean => field('decision') === 'oui';

export const action = spaceAction({
  main: ({ client, headers, form, field }) => {
    const json = { accepted: isAccepted(field), note: textIn(form, 'note') };
    return client.api.v1.proposals[':id'].decision.$post({ param: { id: field('id') }, json }, { headers });
  },
  done: ({ here, field }) => `${here}?fait=${isAccepted(field) ? 'acceptee' : 'refusee'}`,
});

export const meta: MetaFunction = ({ matches }) => [{ title: spaceTitle(proposalsWords.title, matches) }];

const Page = () => (
  <SpacePage<typeof loader, typeof action>>
    {(loaded, { refused, done }) => (
      <ProposalsPage
        {...loaded}
        nameOf={namesOf(loaded.platforms)}
        said={refused ? null : decidedWords(done)}
        refused={refused}
      />
    )}
  </SpacePage>
);
export default Page;
