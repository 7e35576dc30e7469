import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { spaceTitle } from '../../words/space-form';
import { organisationsWords } from '../../words/space-organisations';
import { RESTRICTION_ACTIONS } from '../form/actions';
import { spaceAction } from '../form/space-action';
import { SpacePage } from '../form/space-page';
import { spaceLoader } from '../writer';
import { readOrganisations } from './organisation-change';
import { OrganisationsPage } from './organisations.page';

export { revalidateForm as shouldRevalidate } from '../form/space-page';

export const loader = (args: LoaderFunctionArgs) =>
  spaceLoader(args, (writer, client) => readOrganisations(writer, client, args.context.now));

export const action = spaceAction({ actions: RESTRICTION_ACTIONS });

export const meta: MetaFunction = ({ matches }) => [{ title: spaceTitle(organisationsWords.title, matches) }];

const Page = () => (
  <SpacePage<typeof loader, typeof action>>
    {(loaded, { refused, done }) => <OrganisationsPage {...loaded} refused={refused} done={done} />}
  </SpacePage>
);
export default Page;
