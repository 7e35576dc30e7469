import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { namesOf } from '../../ui/names';
import { spaceTitle } from '../../words/space-form';
import { declarationsWords } from '../../words/space-incidents';
import { declarationDoneWords } from '../../words/space-writing';
import { onceFor } from '../form/sending';
import { spaceAction } from '../form/space-action';
import { SpacePage } from '../form/space-page';
import { textIn } from '../form/typed';
import { readyFor, spaceLoader } from '../writer';
import { DeclarationsPage } from './declarations.page';
import { readDeclarations } from './incident-work';

export { revalidateForm as shouldRevalidate } from '../form/space-page';

export const loader = (args: LoaderFunctionArgs) =>
  spaceLoader(args, async (writer, client) => ({
    ...(await readDeclarations(args, client)),
    ready: readyFor(writer, args.context.now),
  }));

export const action = spaceAction<{ awaiting: string | null }>({
  main: ({ client, headers, form, field }) =>
    client.api.v1.statements[':id'].retraction.$post(
      { param: { id: field('id') }, json: { reason: textIn(form, 'motif') } },
      { headers },
    ),
  done: ({ body, here }) => `${here}?fait=retirer${body.awaiting ? '-a-deux' : ''}`,
});

export const meta: MetaFunction = ({ matches }) => [{ title: spaceTitle(declarationsWords.title, matches) }];

const Page = () => (
  <SpacePage<typeof loader, typeof action>>
    {({ names, ready, ...page }, { refused, done }) => (
      <DeclarationsPage
        {...page}
        {...onceFor(refused, ready)}
        refused={refused}
        done={declarationDoneWords.get(done ?? '') ?? null}
        nameOf={namesOf(names)}
      />
    )}
  </SpacePage>
);
export default Page;
