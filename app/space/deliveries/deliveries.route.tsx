import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { ask } from '../../client/ask';
import { deliveriesWords } from '../../words/space-deliveries';
import { spaceTitle } from '../../words/space-form';
import { spaceAction } from '../form/space-action';
import { SpacePage } from '../form/space-page';
import { textIn } from '../form/typed';
import { deskOnly, spaceLoader } from '../writer';
import { DeliveriesPage } from './deliveries.page';

export { revalidateForm as shouldRevalidate } from '../form/space-page';

export const loader = (args: LoaderFunctionArgs) =>
  spaceLoader(args, async (writer, client) => {
    deskOnly(writer);
    return (await ask(client.api.v1.deliveries.$get())).body;
  });

export const action = spaceAction({
  actions: {
    reessayer: ({ client, form }) =>
      client.api.v1.deliveries[':id'].retry.$post({ param: { id: textIn(form, 'id') ?? '' } }),
  },
});

export const meta: MetaFunction = ({ matches }) => [{ title: spaceTitle(deliveriesWords.title, matches) }];

const Page = () => (
  <SpacePage<typeof loader, typeof action>>
    {(loaded, { refused, done }) => (
      <DeliveriesPage
        {...loaded}
        said={!refused && done === 'reessayer' ? deliveriesWords.retried : null}
        refused={refused}
      />
    )}
  </SpacePage>
);
export default Page;
