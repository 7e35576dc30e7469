import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { KEY_ACTIONS, KEY_KINDS } from '#server/domain/facts/vocabulary';
import { ask } from '../../client/ask';
import { namesOf } from '../../ui/names';
import { spaceTitle, titleWords } from '../../words/space-form';
import { KEY_SPANS } from '../../words/space-keys';
import { type Actions, RESTRICTION_ACTIONS } from '../form/actions';
import { spaceAction } from '../form/space-action';
import { SpacePage } from '../form/space-page';
import { ticksIn } from '../form/typed';
import { readPeople } from '../people/people-data';
import { isCodeAsked, spaceLoader } from '../writer';
import { KeysPage } from './keys.page';

export { revalidateForm as shouldRevalidate } from '../form/space-page';

const DAY = 86_400_000;

/** The chosen number of days, counted from when the form was shown; undefined: our API's default. */
const endOf = (from: string, days: string): string | undefined => {
  const span = KEY_SPANS.find((each) => String(each.days) === days);
  const start = Date.parse(from);
  return span && !Number.isNaN(start) ? new Date(start + span.days * DAY).toISOString() : undefined;
};

/** What one does with keys. */
const KEY_ACTIONS_OF_PAGE: Actions = {
  ...RESTRICTION_ACTIONS,
  faire: ({ client, form, field }) => {
    const kind = KEY_KINDS.find((each) => each === field('sorte'));
    const ticked = ticksIn(form, 'action');
    const actions = kind === 'probe' ? [] : KEY_ACTIONS.filter((action) => ticked.includes(action));
    const platforms = ticksIn(form, 'plateforme');
    const json = {
      name: field('nom'),
      kind,
      actions,
      platforms: platforms.length > 0 ? platforms : null,
      expiresAt: endOf(field('des'), field('jours')),
    };
    return client.api.v1.keys.$post({ json });
  },
  revoquer: ({ client, field }) => client.api.v1.keys[':id'].$delete({ param: { id: field('id') } }),
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
      ...body,
      kind,
      names: [...people, ...organisations, ...all],
      platforms: kind === 'operator' ? all.filter(({ id }) => own.includes(id)) : all,
      restrictions,
      isDesk,
      origin,
      at: now.toISOString(),
      isCodeAsked: isCodeAsked(writer, now),
    };
  });

export const action = spaceAction<{ secret?: string }, { secret: string; isProbe: boolean }>({
  actions: KEY_ACTIONS_OF_PAGE,
  done: ({ body: { secret }, field }) => (secret ? { secret, isProbe: field('sorte') === 'probe' } : null),
});

export const meta: MetaFunction = ({ matches }) => [{ title: spaceTitle(titleWords.keys, matches) }];

const Page = () => (
  <SpacePage<typeof loader, typeof action>>
    {(read, { shown, ...answered }) => (
      <KeysPage {...read} {...answered} nameOf={namesOf(read.names)} made={shown} />
    )}
  </SpacePage>
);
export default Page;
