import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { ask } from '../../client/ask';
import { spaceTitle, titleWords } from '../../words/space-form';
import { providerDoneWords } from '../../words/space-organisations';
import type { Actions } from '../form/actions';
import { spaceAction } from '../form/space-action';
import { SpacePage } from '../form/space-page';
import { spaceLoader } from '../writer';
import { readOrganisations } from './organisation-change';
import { ProviderPage } from './provider.page';

export { revalidateForm as shouldRevalidate } from '../form/space-page';

export const loader = (args: LoaderFunctionArgs) =>
  spaceLoader(args, async (writer, client) => {
    const { organisations, ready } = await readOrganisations(writer, client, args.context.now);
    const organisation = organisations.find(({ id }) => id === args.params.id);
    if (!organisation) throw new Response(null, { status: 404 });
    const param = { id: organisation.id };
    const { body } = await ask(client.api.v1.organisations[':id'].provider.$get({ param }));
    return { organisation, ...body, isCodeAsked: ready.isCodeAsked };
  });

const PROVIDER_ACTIONS: Actions = {
  regler: ({ client, field, params }) => {
    const secret = field('secret-client');
    const json = {
      name: field('nom'),
      issuer: field('emetteur').trim(),
      clientId: field('client').trim(),
      ...(secret === '' ? {} : { clientSecret: secret }),
    };
    return client.api.v1.organisations[':id'].provider.$put({ param: { id: String(params.id) }, json });
  },
  essayer: ({ client, params }) =>
    client.api.v1.organisations[':id'].provider.trial.$post({ param: { id: String(params.id) } }),
  enlever: ({ client, params }) =>
    client.api.v1.organisations[':id'].provider.$delete({ param: { id: String(params.id) } }),
};

type Trial = { ok: boolean; detail: string; cure: string | null };

export const action = spaceAction<Partial<Trial>, { trial: Trial }>({
  actions: PROVIDER_ACTIONS,
  done: ({ body: { ok = false, detail, cure = null } }) =>
    detail === undefined ? null : { trial: { ok, detail, cure } },
});

export const meta: MetaFunction = ({ matches }) => [{ title: spaceTitle(titleWords.provider, matches) }];

const Page = () => (
  <SpacePage<typeof loader, typeof action>>
    {(read, { refused, shown, done }) => (
      <ProviderPage
        {...read}
        said={refused || shown ? null : (providerDoneWords.get(done ?? '') ?? null)}
        trial={shown?.trial ?? null}
        refused={refused}
      />
    )}
  </SpacePage>
);
export default Page;
