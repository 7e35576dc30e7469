import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { ROLES } from '#server/domain/facts/vocabulary';
import { namesOf } from '../../ui/names';
import { spaceTitle } from '../../words/space-form';
import { peopleWords } from '../../words/space-people';
import { type Actions, RESTRICTION_ACTIONS } from '../form/actions';
import { spaceAction } from '../form/space-action';
import { SpacePage } from '../form/space-page';
import { isCodeAsked, spaceLoader } from '../writer';
import { PeoplePage } from './people.page';
import { readPeople } from './people-data';

export { revalidateForm as shouldRevalidate } from '../form/space-page';

/** What a manager does for its organisation, and the desk for all: « organisation role » where it has only one. */
const PEOPLE_ACTIONS: Actions = {
  ...RESTRICTION_ACTIONS,
  inviter: ({ client, field }) => {
    const [organisation = '', only] = field('organisation').split(' ');
    const role = ROLES.find((each) => each === (only ?? field('role')));
    const json = { email: field('adresse'), role, ...(organisation === '' ? {} : { organisation }) };
    return client.api.v1.invitations.$post({ json });
  },
  reprendre: ({ client, field }) => client.api.v1.invitations[':id'].$delete({ param: { id: field('id') } }),
  renouveler: ({ client, field }) =>
    client.api.v1.organisations[':id']['password-renewal'].$post({
      param: { id: field('id') },
      json: { reason: field('motif') || null },
    }),
  suspendre: ({ client, field }) =>
    client.api.v1.accounts[':id'].suspension.$post({
      param: { id: field('id') },
      json: { reason: field('motif') || null },
    }),
  fermer: ({ client, field }) =>
    client.api.v1.accounts[':id'].disabling.$post({
      param: { id: field('id') },
      json: { reason: field('motif') || null },
    }),
};

export const loader = (args: LoaderFunctionArgs) =>
  spaceLoader(args, async (writer, client) => {
    const { now } = args.context;
    const people = await readPeople(writer, client, now);
    return { ...people, at: now.toISOString(), isCodeAsked: isCodeAsked(writer, now) };
  });

type Link = { address: string; expiresAt: string; isMailed: boolean };

export const action = spaceAction<Partial<Link>, Link & { email: string }>({
  actions: PEOPLE_ACTIONS,
  done: ({ body: { address, expiresAt, isMailed = false }, field }) =>
    address && expiresAt ? { address, expiresAt, isMailed, email: field('adresse').trim() } : null,
});

export const meta: MetaFunction = ({ matches }) => [{ title: spaceTitle(peopleWords.title, matches) }];

const Page = () => (
  <SpacePage<typeof loader, typeof action>>
    {(read, { shown, ...answered }) => (
      <PeoplePage {...read} {...answered} nameOf={namesOf(read.organisations)} made={shown} />
    )}
  </SpacePage>
);
export default Page;
