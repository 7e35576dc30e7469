import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { ask } from '../../client/ask';
import { namesForSpace } from '../../client/platforms';
import { namesOf } from '../../ui/names';
import { spaceTitle } from '../../words/space-form';
import { confirmationWords } from '../../words/space-second-person';
import { type Actions, RESTRICTION_ACTIONS } from '../form/actions';
import { spaceAction } from '../form/space-action';
import { SpacePage } from '../form/space-page';
import { readyFor, spaceLoader } from '../writer';
import { ConfirmationsPage } from './confirmations.page';

export { revalidateForm as shouldRevalidate } from '../form/space-page';

export const loader = (args: LoaderFunctionArgs) =>
  spaceLoader(args, async (writer, client) => {
    const { body: due } = await ask(client.api.v1.due.$get());
    const { returns, requests, restrictions, firstWeek, at } = due;
    const names = await namesForSpace(client);
    return {
      returns,
      requests,
      restrictions,
      firstWeek,
      at,
      names,
      ready: readyFor(writer, args.context.now),
    };
  });

/** What a second person does for the first. */
const CONFIRMATION_ACTIONS: Actions = {
  ...RESTRICTION_ACTIONS,
  confirmer: ({ client, headers, field }) =>
    client.api.v1.statements[':id'].confirmation.$post({ param: { id: field('id') }, json: {} }, { headers }),
  retirer: ({ client, headers, field }) =>
    client.api.v1.statements[':id'].retraction.$post(
      { param: { id: field('id') }, json: { reason: field('motif') || null } },
      { headers },
    ),
};

export const action = spaceAction({ actions: CONFIRMATION_ACTIONS });

export const meta: MetaFunction = ({ matches }) => [{ title: spaceTitle(confirmationWords.title, matches) }];

const Page = () => (
  <SpacePage<typeof loader, typeof action>>
    {({ names, ready, ...page }, { refused, done }) => (
      <ConfirmationsPage
        {...page}
        idempotencyKey={ready.key}
        isCodeAsked={ready.isCodeAsked}
        nameOf={namesOf(names)}
        refused={refused}
        done={done}
      />
    )}
  </SpacePage>
);
export default Page;
