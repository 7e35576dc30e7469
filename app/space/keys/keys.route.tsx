import {
  type ActionFunctionArgs,
  data,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { KEY_ACTIONS, KEY_KINDS } from '#server/domain/facts/vocabulary';
import { ask } from '../../client/ask';
import { namesOf } from '../../ui/names';
import { KEY_SPANS } from '../../words/space-keys';
import { type Actions, actionOf, justDone, RESTRICTION_ACTIONS } from '../form/actions';
import { revalidateForm } from '../form/revalidate-form';
import { SignInAgain } from '../form/sign-in-again';
import { readPeople } from '../people/people-data';
import { isCodeAsked, publish, refusedPage, spaceLoader } from '../publish';
import { KeysPage } from './keys.page';

const DAY = 86_400_000;

/** As long as was chosen, from when the form was shown. Otherwise what a key lasts unless told. */
const endOf = (from: string, days: string): string | undefined => {
  const span = KEY_SPANS.find((each) => String(each.days) === days);
  const start = Date.parse(from);
  return span && !Number.isNaN(start) ? new Date(start + span.days * DAY).toISOString() : undefined;
};

/** What one does with keys. */
export const KEY_ACTIONS_OF_PAGE: Actions = {
  ...RESTRICTION_ACTIONS,
  faire: ({ client }, asked) => {
    const kind = KEY_KINDS.find((each) => each === asked('sorte'));
    const ticked = asked.all('action');
    const actions = kind === 'probe' ? [] : KEY_ACTIONS.filter((action) => ticked.includes(action));
    const platforms = asked.all('plateforme');
    const json = {
      ...{ name: asked('nom'), kind, actions, platforms: platforms.length > 0 ? platforms : null },
      expiresAt: endOf(asked('des'), asked('jours')),
    };
    return client.api.v1.keys.$post({ json });
  },
  revoquer: ({ client }, asked) => client.api.v1.keys[':id'].$delete({ param: { id: asked('id') } }),
};

export const loader = (args: LoaderFunctionArgs) =>
  spaceLoader(args, async (writer, client) => {
    const { now, origin } = args.context;
    const { people, organisations, isDesk, restrictions } = await readPeople(writer, client, now);
    const [{ body }, { body: known }] = await Promise.all([
      ask(client.api.v1.keys.$get()),
      ask(client.api.v1.platforms.$get({ query: {} })),
    ]);
    const all = known.platforms.map(({ id, name }) => ({ id, name }));
    const { kind, platforms: own } = writer.organisation;
    return {
      ...{ ...body, kind, names: [...people, ...organisations, ...all] },
      platforms: kind === 'operator' ? all.filter(({ id }) => own.includes(id)) : all,
      ...{ restrictions, isDesk, origin, at: now.toISOString() },
      ...{ isCodeAsked: isCodeAsked(writer, now), done: justDone(args.request) },
    };
  });

export const action = async (args: ActionFunctionArgs) => {
  const form = await args.request.formData();
  const sent = await publish<{ secret?: string }>(
    args,
    args.request,
    form,
    actionOf(KEY_ACTIONS_OF_PAGE, form),
  );
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
