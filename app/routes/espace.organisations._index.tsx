import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { OrganisationsPage } from '../components/space/desk/organisations-page';
import { readOrganisations } from '../organisation-pages';
import { spaceLoader } from '../space';

export const loader = (args: LoaderFunctionArgs) =>
  spaceLoader(args, async (writer, client) => readOrganisations(writer, client, args.context.now));

export const meta: MetaFunction = () => [{ title: 'Organisations – Comptoir' }];

const Page = () => {
  const loaded = useLoaderData<typeof loader>();
  return loaded && <OrganisationsPage {...loaded} />;
};
export default Page;
