import { changeAccount } from '#db/accounts';
import { revokeKey } from '#db/keys';
import { DAY, MINUTE, shift } from '#server/domain/facts/intervals';
import { onJournal } from '../../support/world/on-journal';
import { aPerson, type Person, type Voice } from '../kit/people';
import type { Stage, Theatre } from './stage';

/** Who comes second, given who came first. `isSecond`: the rule says that it is a second person. */
export type Witness = {
  name: string;
  isSecond: boolean;
  /** Only where somebody of another organisation may act at all. */
  isForeign?: true;
  come(stage: Stage, first: Person, firstVoice: Voice): Promise<Voice>;
};

type Colleague = Omit<Parameters<typeof aPerson>[1], 'organisation'>;
const colleague = (theatre: Theatre, { organisation }: Person, given: Colleague) =>
  aPerson(theatre, { organisation, invitedBy: null, ...given });

const session = async (person: Promise<Person>): Promise<Voice> => (await person).session();

const never = (name: string, come: Witness['come']): Witness => ({ name, isSecond: false, come });
const second = (name: string, come: Witness['come']): Witness => ({ name, isSecond: true, come });
const foreign = (witness: Witness): Witness => ({ ...witness, isForeign: true });

/** Of the organisation that the first is not of: the desk, or the operator. */
const elsewhere = ({ operator }: Stage, first: Person): string =>
  first.organisation === 'desk' ? operator : 'desk';
/** As if somebody had invited the first, long ago. */
const hostOf = async ({ theatre }: Stage, first: Person): Promise<Person> => {
  const host = await aPerson(theatre, { organisation: 'desk', age: 500 * DAY });
  await onJournal(theatre.db, (trx) => changeAccount(trx, first.id, { invitedBy: host.id }));
  return host;
};
const AGE = 90 * DAY;

export const WITNESSES: readonly Witness[] = [
  never('the same person, the same way', async (_, __, voice) => voice),
  never('the same account, another key', async (_, first) => (await first.key()).voice),
  never('the same account, another session', (_, first) => first.session()),
  never('a colleague of an hour', ({ theatre }, first) =>
    session(colleague(theatre, first, { age: 60 * MINUTE })),
  ),
  never('a colleague of 7 days less a minute', ({ theatre }, first) =>
    session(colleague(theatre, first, { age: 7 * DAY - MINUTE })),
  ),
  never(
    'an old colleague, by key',
    async ({ theatre }, first) => (await (await colleague(theatre, first, { age: AGE })).key()).voice,
  ),
  never('an old colleague the first invited', ({ theatre }, first) =>
    session(colleague(theatre, first, { age: AGE, invitedBy: first })),
  ),
  never('an old colleague whom the host of the first invited', async (stage, first) =>
    session(colleague(stage.theatre, first, { age: AGE, invitedBy: await hostOf(stage, first) })),
  ),
  never('the guest of an old colleague the first invited', async ({ theatre }, first) => {
    const guest = await colleague(theatre, first, { age: AGE, invitedBy: first });
    return session(colleague(theatre, first, { age: AGE, invitedBy: guest }));
  }),
  never('an old colleague recovered since the outage', ({ theatre }, first) =>
    session(colleague(theatre, first, { age: AGE, also: { changedAt: theatre.now() } })),
  ),
  never('an old colleague with a new factor as the outage began', ({ theatre }, first) =>
    session(colleague(theatre, first, { age: AGE, also: { changedAt: shift(theatre.now(), -59 * MINUTE) } })),
  ),
  never('a colleague of two days, vouched for since the outage', ({ theatre }, first) =>
    session(colleague(theatre, first, { age: 2 * DAY, also: { vouchedAt: theatre.now() } })),
  ),
  never('an old colleague whose account is closed', ({ theatre }, first) =>
    session(colleague(theatre, first, { age: AGE, isDisabled: true })),
  ),
  never('a revoked key of an old colleague', async ({ theatre }, first) => {
    const { id, voice } = await (await colleague(theatre, first, { age: AGE })).key();
    await onJournal(theatre.db, (trx) => revokeKey(trx, id, theatre.now()));
    return voice;
  }),
  never('the probe of an old colleague', async ({ theatre }, first) => {
    const old = await colleague(theatre, first, { age: AGE });
    return (await old.key('probe')).voice;
  }),
  never('an old colleague without second factor', async ({ theatre }, first) =>
    (await colleague(theatre, first, { age: AGE })).session({ isProved: false }),
  ),
  never('an old colleague whose factor is 6 minutes old', async ({ theatre }, first) =>
    (await colleague(theatre, first, { age: AGE })).session({ openedAgo: 6 * MINUTE }),
  ),
  never('an old colleague, from another site', async ({ theatre }, first) => {
    const voice = await (await colleague(theatre, first, { age: AGE })).session();
    return { ...voice, Origin: 'https://elsewhere.example', 'Sec-Fetch-Site': 'cross-site' };
  }),
  never('nobody', async () => ({})),
  never('another operator', ({ theatre, stranger }) =>
    session(aPerson(theatre, { organisation: stranger, age: AGE })),
  ),
  never('a mutuelle, out of its scope', ({ theatre, insurer }) =>
    session(aPerson(theatre, { organisation: insurer, age: AGE })),
  ),
  never('a union, out of its scope', ({ theatre, union }) =>
    session(aPerson(theatre, { organisation: union, age: AGE })),
  ),
  foreign(
    never('somebody of another organisation whom the first invited', (stage, first) =>
      session(aPerson(stage.theatre, { organisation: elsewhere(stage, first), age: AGE, invitedBy: first })),
    ),
  ),
  foreign(
    never('somebody of another organisation whom the host of the first invited', async (stage, first) => {
      const invitedBy = await hostOf(stage, first);
      return session(aPerson(stage.theatre, { organisation: elsewhere(stage, first), age: AGE, invitedBy }));
    }),
  ),
  foreign(
    never('somebody of another organisation, since an hour', (stage, first) =>
      session(aPerson(stage.theatre, { organisation: elsewhere(stage, first), age: 60 * MINUTE })),
    ),
  ),
  foreign(
    never('a key of another organisation', async (stage, first) => {
      const old = await aPerson(stage.theatre, { organisation: elsewhere(stage, first), age: AGE });
      return (await old.key()).voice;
    }),
  ),
  second('a colleague of 8 days', ({ theatre }, first) =>
    session(colleague(theatre, first, { age: 8 * DAY })),
  ),
  second('a colleague of two days, vouched for before the outage', ({ theatre }, first) =>
    session(colleague(theatre, first, { age: 2 * DAY, also: { vouchedAt: shift(theatre.now(), -DAY) } })),
  ),
  second('an old colleague with a new factor before the outage', ({ theatre }, first) =>
    session(colleague(theatre, first, { age: AGE, also: { changedAt: shift(theatre.now(), -61 * MINUTE) } })),
  ),
  second('an old colleague whom somebody else invited', async ({ theatre }, first) => {
    const invitedBy = await aPerson(theatre, { organisation: 'desk', age: AGE });
    return session(colleague(theatre, first, { age: AGE, invitedBy }));
  }),
  foreign(
    second('somebody of another organisation, of 8 days', (stage, first) =>
      session(aPerson(stage.theatre, { organisation: elsewhere(stage, first), age: 8 * DAY })),
    ),
  ),
];
