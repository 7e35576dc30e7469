import { revokeKey } from '#db/keys';
import { DAY, MINUTE } from '#server/domain/intervals';
import { aPerson, type Person, type Voice } from '../people';
import type { Stage, Theatre } from './stage';

/** Who comes second, given who came first. `isSecond`: the rule of interfaces.md §4 says it is a second person. */
export type Witness = {
  name: string;
  isSecond: boolean;
  /** Only where somebody of another organisation may act at all. */
  isForeign?: true;
  come(stage: Stage, first: Person, firstVoice: Voice): Promise<Voice>;
};

type Colleague = { age: number; invitedBy?: Person | null; isDisabled?: boolean };
const colleague = (theatre: Theatre, { organisation }: Person, given: Colleague) =>
  aPerson(theatre, { organisation, invitedBy: null, ...given });

const byKey = async (person: Promise<Person>): Promise<Voice> => (await (await person).key()).voice;

const never = (name: string, come: Witness['come']): Witness => ({ name, isSecond: false, come });
const second = (name: string, come: Witness['come']): Witness => ({ name, isSecond: true, come });

export const WITNESSES: readonly Witness[] = [
  never('the same person, the same way', async (_, __, voice) => voice),
  never('the same account, another key', async (_, first) => (await first.key()).voice),
  never('the same account, its session', (_, first) => first.session()),
  never('a colleague of an hour', ({ theatre }, first) =>
    byKey(colleague(theatre, first, { age: 60 * MINUTE })),
  ),
  never('a colleague of 7 days less a minute', ({ theatre }, first) =>
    byKey(colleague(theatre, first, { age: 7 * DAY - MINUTE })),
  ),
  never('the session of a colleague of 7 days less a minute', async ({ theatre }, first) =>
    (await colleague(theatre, first, { age: 7 * DAY - MINUTE })).session(),
  ),
  never('an old colleague the first invited', ({ theatre }, first) =>
    byKey(colleague(theatre, first, { age: 90 * DAY, invitedBy: first })),
  ),
  never('an old colleague whose account is closed', ({ theatre }, first) =>
    byKey(colleague(theatre, first, { age: 90 * DAY, isDisabled: true })),
  ),
  never('a revoked key of an old colleague', async ({ theatre }, first) => {
    const { id, voice } = await (await colleague(theatre, first, { age: 90 * DAY })).key();
    await revokeKey(theatre.db, id, theatre.now());
    return voice;
  }),
  never('the probe of an old colleague', async ({ theatre }, first) => {
    const old = await colleague(theatre, first, { age: 90 * DAY });
    return (await old.key('probe')).voice;
  }),
  never('an old colleague without second factor', async ({ theatre }, first) =>
    (await colleague(theatre, first, { age: 90 * DAY })).session({ isProved: false }),
  ),
  never('an old colleague whose factor is 6 minutes old', async ({ theatre }, first) =>
    (await colleague(theatre, first, { age: 90 * DAY })).session({ openedAgo: 6 * MINUTE }),
  ),
  never('an old colleague, from another site', async ({ theatre }, first) => {
    const session = await (await colleague(theatre, first, { age: 90 * DAY })).session();
    return { ...session, Origin: 'https://elsewhere.example', 'Sec-Fetch-Site': 'cross-site' };
  }),
  never('nobody', async () => ({})),
  never('another operator', ({ theatre, stranger }) =>
    byKey(aPerson(theatre, { organisation: stranger, age: 90 * DAY })),
  ),
  never('a mutuelle, out of its scope', ({ theatre, insurer }) =>
    byKey(aPerson(theatre, { organisation: insurer, age: 90 * DAY })),
  ),
  never('a union, out of its scope', ({ theatre, union }) =>
    byKey(aPerson(theatre, { organisation: union, age: 90 * DAY })),
  ),
  {
    ...never('somebody of another organisation whom the first invited', ({ theatre, operator }, first) => {
      const organisation = first.organisation === 'desk' ? operator : 'desk';
      return byKey(aPerson(theatre, { organisation, age: 90 * DAY, invitedBy: first }));
    }),
    isForeign: true,
  },
  second('a colleague of 8 days', ({ theatre }, first) => byKey(colleague(theatre, first, { age: 8 * DAY }))),
  second('the session of a colleague of 8 days', async ({ theatre }, first) =>
    (await colleague(theatre, first, { age: 8 * DAY })).session(),
  ),
  {
    ...second('somebody of another organisation, since an hour', ({ theatre, operator }, first) => {
      const organisation = first.organisation === 'desk' ? operator : 'desk';
      return byKey(aPerson(theatre, { organisation, age: 60 * MINUTE }));
    }),
    isForeign: true,
  },
];
