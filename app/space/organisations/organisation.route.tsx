import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { spaceTitle, titleWords } from '../../words/space-form';
import { savedWords } from '../../words/space-organisations';
import { spaceAction } from '../form/space-action';
import { SpacePage } from '../form/space-page';
import { spaceLoader } from '../writer';
import { OrganisationPage } from './organisation.page';
import { kindIn, readOrganisations, scopeIn } from './organisation-change';

export { revalidateForm as shouldRevalidate } from '../form/space-page';

export const loader = (args: LoaderFunctionArgs) =>
  spaceLoader(args, async (writer, client) => {
    const { organisations, ...read } = await readOrganisations(writer, client, args.context.now);
    const organisation = organisations.find(({ id }) => id === args.params.id);
    if (!organisation) throw new Response(null, { status: 404 });
    return { organisation, ...read };
  });

export const action = spaceAction({
  main: async ({ client, headers, form, params }) => {
    const id = String(params.id);
    const json = { id, kind: kindIn(form), ...(await scopeIn(client, form)) };
    return client.api.v1.organisations[':id'].$put({ param: { id }, json }, { headers });
  },
  done: ({ here }) => `${here}?fait=changee`,
});

export const meta: MetaFunction<typeof loader> = ({ data, matches }) => [
  { title: spaceTitle(data ? data.organisation.name : titleWords.organisation, matches) },
];

const Page = () => (
  <SpacePage<typeof loader, typeof action>>
    {(loaded, { refused, done }) => (
      <OrganisationPage {...loaded} said={refused ? null : savedWords(done)} refused={refused} />
    )}
  </SpacePage>
);
export default Page;
