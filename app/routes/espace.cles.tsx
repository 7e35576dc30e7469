import {
  type ActionFunctionArgs,
  data,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { ask } from '../ask';
import { KeysPage } from '../components/space/keys-page';
import { SignInAgain } from '../components/space/sign-in-again';
import { namesOf } from '../components/told';
import { gestureOf, justDone } from '../gestures';
import { KEY_GESTURES } from '../key-gestures';
import { readPeople } from '../people';
import { revalidateForm } from '../revalidate-form';
import { isCodeAsked, publish, refusedPage, spaceLoader } from '../space';

export const loader = (args: LoaderFunctionArgs) =>
  spaceLoader(args, async (writer, client) => {
    const { now, origin } = args.context;
    const { people, organisations, isDesk, restrictions } = await readPeople(writer, client, now);
    const [{ told }, { told: known }] = await Promise.all([
      ask(client.api.v1.keys.$get()),
      ask(client.api.v1.platforms.$get({ query: {} })),
    ]);
    const all = known.platforms.map(({ id, name }) => ({ id, name }));
    const { kind, platforms: own } = writer.organisation;
    return {
      ...{ ...told, kind, names: [...people, ...organisations, ...all] },
      platforms: kind === 'operator' ? all.filter(({ id }) => own.includes(id)) : all,
      ...{ restrictions, isDesk, origin, at: now.toISOString() },
      ...{ isCodeAsked: isCodeAsked(writer, now), done: justDone(args.request) },
    };
  });

export const action = async (args: ActionFunctionArgs) => {
  const form = await args.request.formData();
  const sent = await publish<{ secret?: string }>(args, args.request, form, gestureOf(KEY_GESTURES, form));
  if (!sent.ok) return refusedPage(sent);
  const { headers, body } = sent;
  const sort = form.get('sorte');
  if (body.secret) return data({ made: { secret: body.secret, isProbe: sort === 'probe' } }, { headers });
  throw redirect(`/espace/cles?fait=${form.get('geste')}`, { headers });
};

export const shouldRevalidate = revalidateForm;

export const meta: MetaFunction = () => [{ title: 'Clés – Comptoir' }];

const Page = () => {
  const read = useLoaderData<typeof loader>();
  const answered = useActionData<typeof action>();
  const refused = answered && 'refused' in answered ? answered.refused : null;
  const made = answered && 'made' in answered ? answered.made : null;
  if (refused?.needs === 'sign-in') return <SignInAgain {...refused} />;
  return read && <KeysPage {...read} nameOf={namesOf(read.names)} refused={refused} made={made} />;
};
export default Page;
