import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import type { OrganisationRecord } from '#server/contract/directory-edits';
import { spaceTitle } from '../../words/space-form';
import { organisationWords } from '../../words/space-organisations';
import { spaceAction } from '../form/space-action';
import { SpacePage } from '../form/space-page';
import { textIn } from '../form/typed';
import { spaceLoader } from '../writer';
import { OrganisationPage } from './organisation.page';
import { kindIn, readOrganisations, scopeIn } from './organisation-change';

export { revalidateForm as shouldRevalidate } from '../form/space-page';

export const loader = (args: LoaderFunctionArgs) =>
  spaceLoader(args, (writer, client) => readOrganisations(writer, client, args.context.now));

export const action = spaceAction<OrganisationRecord>({
  main: async ({ client, headers, form }) => {
    const id = textIn(form, 'identifiant') ?? '';
    const json = { id, kind: kindIn(form), ...(await scopeIn(client, form)) };
    return client.api.v1.organisations.$post({ json }, { headers });
  },
  done: ({ body }) => `/espace/organisations/${body.id}?fait=ajoutee`,
});

export const meta: MetaFunction = ({ matches }) => [
  { title: spaceTitle(organisationWords.newTitle, matches) },
];

const Page = () => (
  <SpacePage<typeof loader, typeof action>>
    {(loaded, { refused }) => (
      <OrganisationPage {...loaded} organisation={null} said={null} refused={refused} />
    )}
  </SpacePage>
);
export default Page;
