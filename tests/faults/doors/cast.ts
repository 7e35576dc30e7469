import type { Db } from '#db/database';
import { revokeKey } from '#db/keys';
import { changeSession } from '#db/sessions';
import { createSecrets, digest, secretKey } from '#server/accounts/secrets';
import { DAY, HOUR, MINUTE, SECOND, shift } from '#server/domain/facts/intervals';
import { onJournal } from '../../support/world/on-journal';
import { aPerson, newTotp, type Person, type Voice } from '../kit/people';
import { openDatabase, type Server } from '../kit/server';

/** How people are made on a running server. */
export const openPeople = async (server: Server) => {
  const { db } = await openDatabase(server);
  const secrets = createSecrets(await secretKey(undefined, server.dataDir));
  const ground = { db, now: () => new Date(), origin: server.origin };
  const person = (organisation: string, given: Partial<Parameters<typeof aPerson>[1]> = {}) =>
    aPerson(ground, {
      organisation,
      age: 90 * DAY,
      ...given,
      also: { totpSecret: secrets.seal(newTotp()), ...given.also },
    });
  return { db, secrets, ground, person };
};
export type People = Awaited<ReturnType<typeof openPeople>>;

/** Everybody who may knock at the doors of a running server, over the directory it is shipped with. */
export const gather = async (server: Server) => {
  const people = await openPeople(server);
  const { db, person } = people;
  const manager = (organisation: string) => person(organisation, { role: 'manager' });

  const desk = await person('desk');
  const almerys = await manager('almerys');
  const fspf = await manager('fspf');
  const mutami = await manager('mutami');
  return {
    ...people,
    /** Those whose things they are, and the desk. */
    rightful: {
      desk: await desk.session(),
      almerys: await almerys.session(),
      fspf: await fspf.session(),
      mutami: await mutami.session(),
    },
    almerys,
    /** The desk again, its factor shown too long ago to publish. */
    late: () => desk.session({ openedAgo: 6 * MINUTE }),
    /** Of each kind and role, by key and by session: whose things they are not. */
    strangers: await strangers(person),
    powerless: await powerless(db, person),
  };
};
export type Cast = Awaited<ReturnType<typeof gather>>;

type Make = (organisation: string, given?: Partial<Parameters<typeof aPerson>[1]>) => Promise<Person>;

const strangers = async (person: Make): Promise<[string, Voice][]> => {
  const voices: [string, Voice][] = [];
  for (const organisation of ['viamedis', 'rof', 'malakoff-humanis']) {
    for (const role of ['author', 'manager'] as const) {
      const somebody = await person(organisation, { role });
      voices.push([`${role} of ${organisation} by key`, (await somebody.key()).voice]);
      voices.push([`${role} of ${organisation} by session`, await somebody.session()]);
    }
  }
  // Of those whose things they are: by a key that is for another platform.
  for (const organisation of ['almerys', 'desk']) {
    const { voice } = await (await person(organisation)).key('writer', 300, { platforms: ['viamedis'] });
    voices.push([`${organisation} by a key for viamedis`, voice]);
  }
  return voices;
};

const tokenOf = ({ Cookie }: Voice): string => Cookie?.replace('session=', '') ?? '';

export const A_PROBE = 'a probe';

/** Who was somebody, or is not yet: of the desk, which may do everything, so that only the voice is at fault. */
const powerless = async (db: Db, person: Make): Promise<[string, Voice][]> => {
  const desk = await person('desk');
  const revoked = await desk.key();
  await onJournal(db, (trx) => revokeKey(trx, revoked.id, new Date()));
  const over = await desk.key('writer', 300, { expiresAt: shift(new Date(), SECOND) });
  const closed = await (await person('desk', { isDisabled: true })).key();
  const ended = await desk.session();
  await changeSession(db, digest(tokenOf(ended)), { endedAt: new Date() });
  const idle = await desk.session();
  await changeSession(db, digest(tokenOf(idle)), { lastSeenAt: shift(new Date(), -31 * MINUTE) });
  const old = await desk.session({ openedAgo: 12 * HOUR });
  await changeSession(db, digest(tokenOf(old)), { lastSeenAt: new Date(), steppedUpAt: new Date() });
  const ownPage = { Origin: ended.Origin ?? '', 'Sec-Fetch-Site': 'same-origin' };
  return [
    ['nobody', {}],
    ['nobody, on our own page', ownPage],
    ['a key nobody made', { Authorization: `Bearer comptoir_${'A'.repeat(43)}` }],
    ['a session nobody opened', { ...ownPage, Cookie: `session=${'A'.repeat(43)}` }],
    ['a revoked key', revoked.voice],
    ['a key that has ended', over.voice],
    ['a key of a closed account', closed.voice],
    ['an ended session', ended],
    ['an idle session', idle],
    ['a session of twelve hours', old],
    ['a session without second factor', await desk.session({ isProved: false })],
    [A_PROBE, (await desk.key('probe')).voice],
  ];
};
