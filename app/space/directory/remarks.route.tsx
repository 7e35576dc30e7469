import {
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from '@remix-run/node';
import { useActionData, useLoaderData, useSearchParams } from '@remix-run/react';
import type { RemarkDecisionBody } from '#server/contract/remarks';
import { ask } from '../../client/ask';
import { namesOf } from '../../ui/names';
import { remarkDecidedWords } from '../../words/remarks';
import { deskOnly } from '../form/out-of-scope';
import { revalidateForm } from '../form/revalidate-form';
import { SignInAgain } from '../form/sign-in-again';
import { textIn } from '../form/typed-fields';
import { isCodeAsked, newKey, publish, refusedPage, spaceLoader } from '../publish';
import { RemarksPage } from './remarks.page';

const ALL = '5000';

export const loader = (args: LoaderFunctionArgs) =>
  spaceLoader(args, async (writer, client) => {
    deskOnly(writer);
    const [{ body }, platforms, mutuelles] = await Promise.all([
      ask(client.api.v1.remarks.$get()),
      ask(client.api.v1.platforms.$get({ query: {} })),
      ask(client.api.v1.mutuelles.$get({ query: { limit: ALL } })),
    ]);
    const named = body.groups.map(({ mutuelle }) => mutuelle);
    return {
      groups: body.groups,
      platforms: platforms.body.platforms.map(({ id, name }) => ({ id, name })),
      mutuelles: mutuelles.body.mutuelles
        .filter(({ id }) => named.includes(id))
        .map(({ id, name }) => ({ id, name })),
      ready: { key: newKey(), isCodeAsked: isCodeAsked(writer, args.context.now) },
    };
  });

export const action = async (args: ActionFunctionArgs) => {
  const { request } = args;
  const form = await request.formData();
  const accepted = form.get('decision') === 'oui';
  const json = {
    profession: textIn(form, 'profession') as RemarkDecisionBody['profession'],
    mutuelle: textIn(form, 'mutuelle') ?? '',
    platform: textIn(form, 'operateur') ?? '',
    says: textIn(form, 'dit') as RemarkDecisionBody['says'],
    accepted,
    upTo: textIn(form, 'lu-jusque') ?? '',
    url: textIn(form, 'source'),
  };
  const sent = await publish<{ changed: number }>(args, request, form, ({ client, headers }) =>
    client.api.v1.remarks.decision.$post({ json }, { headers }),
  );
  if (!sent.ok) return refusedPage(sent);
  const done = accepted ? (sent.body.changed > 0 ? 'acceptee' : 'deja') : 'refusee';
  throw redirect(`/espace/remarques?fait=${done}`, { headers: sent.headers });
};

export const shouldRevalidate = revalidateForm;

export const meta: MetaFunction = () => [{ title: 'Remarques – Comptoir' }];

const Page = () => {
  const loaded = useLoaderData<typeof loader>();
  const refused = useActionData<typeof action>()?.refused ?? null;
  const [query] = useSearchParams();
  if (refused?.needs === 'sign-in') return <SignInAgain {...refused} />;
  if (!loaded) return null;
  const { platforms, mutuelles, ...rest } = loaded;
  return (
    <RemarksPage
      {...rest}
      platformOf={namesOf(platforms)}
      mutuelleOf={namesOf(mutuelles)}
      said={refused ? null : remarkDecidedWords(query.get('fait'))}
      refused={refused}
    />
  );
};
export default Page;
