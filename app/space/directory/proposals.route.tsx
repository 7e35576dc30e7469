import {
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from '@remix-run/node';
import { useActionData, useLoaderData, useSearchParams } from '@remix-run/react';
import { ask } from '../../client/ask';
import { namesOf } from '../../ui/names';
import { decidedWords } from '../../words/space-directory';
import { isDesk, keepersOnly } from '../form/out-of-scope';
import { revalidateForm } from '../form/revalidate-form';
import { SignInAgain } from '../form/sign-in-again';
import { textIn } from '../form/typed-fields';
import { isCodeAsked, newKey, publish, refusedPage, spaceLoader } from '../publish';
import { ProposalsPage } from './proposals.page';

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
      ready: { key: newKey(), isCodeAsked: isCodeAsked(writer, args.context.now) },
    };
  });

export const action = async (args: ActionFunctionArgs) => {
  const { request } = args;
  const form = await request.formData();
  const param = { id: textIn(form, 'id') ?? '' };
  const json = { accepted: form.get('decision') === 'oui', note: textIn(form, 'note') };
  const sent = await publish(args, request, form, ({ client, headers }) =>
    client.api.v1.proposals[':id'].decision.$post({ param, json }, { headers }),
  );
  if (!sent.ok) return refusedPage(sent);
  const done = json.accepted ? 'acceptee' : 'refusee';
  throw redirect(`/espace/propositions?fait=${done}`, { headers: sent.headers });
};

export const shouldRevalidate = revalidateForm;

export const meta: MetaFunction = () => [{ title: 'Propositions – Comptoir' }];

const Page = () => {
  const loaded = useLoaderData<typeof loader>();
  const refused = useActionData<typeof action>()?.refused ?? null;
  const [query] = useSearchParams();
  if (refused?.needs === 'sign-in') return <SignInAgain {...refused} />;
  if (!loaded) return null;
  const said = refused ? null : decidedWords(query.get('fait'));
  return <ProposalsPage {...loaded} nameOf={namesOf(loaded.platforms)} said={said} refused={refused} />;
};
export default Page;
