import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { namesOf } from '../../ui/names';
import { spaceTitle } from '../../words/space-form';
import { ownMaintenancesWords } from '../../words/space-maintenances';
import { maintenanceDoneWords } from '../../words/space-writing';
import { onceFor } from '../form/sending';
import { spaceAction } from '../form/space-action';
import { SpacePage } from '../form/space-page';
import { spaceLoader } from '../writer';
import { OwnMaintenancesPage } from './maintenances.page';
import { maintainersOnly, readOwnMaintenances } from './own-maintenances';

export { revalidateForm as shouldRevalidate } from '../form/space-page';

export const loader = (args: LoaderFunctionArgs) =>
  spaceLoader(args, (writer, client) => {
    maintainersOnly(writer);
    return readOwnMaintenances(args, writer, client);
  });

export const action = spaceAction({
  main: ({ client, headers, field }) =>
    client.api.v1.maintenances[':id'].cancellation.$post(
      { param: { id: field('id') }, json: {} },
      { headers },
    ),
  done: ({ here }) => `${here}?fait=annuler`,
});

export const meta: MetaFunction = ({ matches }) => [
  { title: spaceTitle(ownMaintenancesWords.title, matches) },
];

const Page = () => (
  <SpacePage<typeof loader, typeof action>>
    {({ ready, platforms, ...page }, { refused, done }) => (
      <OwnMaintenancesPage
        {...page}
        {...onceFor(refused, ready)}
        refused={refused}
        done={maintenanceDoneWords.get(done ?? '') ?? null}
        nameOf={namesOf(platforms)}
      />
    )}
  </SpacePage>
);
export default Page;
