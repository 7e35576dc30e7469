import { randomUUID } from 'node:crypto';
import { Secret, TOTP } from 'otpauth';
import { expect } from 'vitest';
import { addAccount } from '#db/accounts';
import { checkAudit } from '#db/audit-check';
import { changeSession } from '#db/sessions';
import { createKey } from '#server/accounts/keys';
import { hashPassword } from '#server/accounts/passwords';
import { digest } from '#server/accounts/secrets';
import { openSession } from '#server/accounts/sessions';
import { DAY, shift } from '#server/domain/facts/intervals';
import type { KeyAction, KeyKind, Role } from '#server/domain/facts/vocabulary';
import { KEY_LASTS, type KeyTerms } from '#server/domain/speakers/key-terms';
import { ACTIONS } from '#server/domain/speakers/scope';
import type { Outbound } from '#server/outbound/targets';
import { type Doors, openDoors } from '../runner/api';
import { createDatabase } from '../runner/database';
import { onJournal } from './on-journal';

/** A small world of those who write, and what they write of. */

export const API = '/api/v1';

/** The doors over the small world. `pass(ms)` moves their clock; keep it within the hour, or the journal says so. */
export const openWorld = async (outbound?: Outbound, holding: 'small' | 'seeded' = 'small') => {
  const database = await createDatabase(holding);
  let ahead = 0;
  const now = () => new Date(Date.now() + ahead);
  const doors = openDoors(database, now, outbound);
  return {
    ...doors,
    doors,
    db: database.db,
    database,
    now,
    /** An instant from now, as one writes it. */
    in: (milliseconds: number) => shift(now(), milliseconds).toISOString(),
    pass: (milliseconds: number) => {
      ahead += milliseconds;
    },
    /** Whatever was done, nothing failed and the journal holds. */
    close: async ({ isJournalWhole = true } = {}) => {
      expect(doors.accidents).toEqual([]);
      if (isJournalWhole) expect((await checkAudit(database.db)).faults).toEqual([]);
      await database.close();
    },
  };
};
export type World = Awaited<ReturnType<typeof openWorld>>;

export type Headers = Record<string, string>;
export const OWN_PAGE = { Origin: 'http://localhost', 'Sec-Fetch-Site': 'same-origin' };

/** Calls on the api with the headers that say who one is. */
const voice = ({ doors }: { doors: Doors }, who: Headers) => {
  const call =
    (method: string) =>
    (path: string, body?: unknown, headers: Headers = {}) =>
      doors.send(method, API + path, body, { ...who, ...headers });
  return {
    who,
    send: (method: string, path: string, body?: unknown, headers: Headers = {}) =>
      call(method)(path, body, headers),
    get: (path: string, headers: Headers = {}) => doors.get(API + path, { ...who, ...headers }),
    post: call('POST'),
    put: call('PUT'),
    del: call('DELETE'),
  };
};

/** Whoever opens our pages without having signed in. */
export const aVisitor = (world: World, headers: Headers = OWN_PAGE) => voice(world, headers);

/** A browser somewhere, that keeps the cookies it is given. */
export const aBrowser = (world: World, network = '192.0.2.1') => {
  const jar = new Map<string, string>();
  const send = async (method: string, path: string, body?: unknown, headers: Headers = {}) => {
    const Cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ');
    const who = { ...OWN_PAGE, 'X-Forwarded-For': network, Cookie, ...headers };
    const answer = await world.doors.send(method, API + path, body, who);
    for (const given of answer.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(given) ?? [];
      if (/Max-Age=0/i.test(given)) jar.delete(name);
      else jar.set(name, value);
    }
    return answer;
  };
  return {
    jar,
    get: (path: string) => send('GET', path),
    post: (path: string, body?: unknown) => send('POST', path, body),
    del: (path: string) => send('DELETE', path),
  };
};
export type Browser = ReturnType<typeof aBrowser>;

type Given = {
  organisation: string;
  role?: Role;
  createdAt?: Date;
  invitedBy?: string | null;
  email?: string;
  password?: string;
};

/** All but measures. */
const EVERY = ACTIONS.filter(
  (action) => action !== 'observation',
) as readonly string[] as readonly KeyAction[];

/** All that a key may be made for, as long as it lasts unless told. */
export const aKeyTerms = (kind: KeyKind, now: Date): KeyTerms => ({
  kind,
  // Those that only a session does too: they are refused for that, not because the key does not name them.
  actions: kind === 'writer' ? EVERY : [],
  platforms: null,
  expiresAt: shift(now, KEY_LASTS),
});

export const PASSWORD = 'quatre mots que personne ne dit';
let count = 0;

/** An account of long ago, which writes by key. `otp`: the code its application shows now. */
export const aWriter = async (world: World, { organisation, role, ...given }: Given) => {
  count += 1;
  const number = count;
  const { secrets } = world.deps;
  const secret = new Secret({ size: 20 });
  const account = await onJournal(world.db, async (trx) =>
    addAccount(trx, {
      id: randomUUID(),
      organisation,
      email: given.email ?? `writer-${number}@example.org`,
      name: `Personne ${number}`,
      role: role ?? (organisation === 'desk' ? 'desk' : 'author'),
      passwordHash: given.password === undefined ? null : await hashPassword(given.password),
      totpSecret: secrets.seal(secret.base32),
      totpStep: null,
      invitedBy: given.invitedBy ?? null,
      createdAt: given.createdAt ?? shift(world.now(), -30 * DAY),
      disabledAt: null,
    }),
  );
  const keyed = async (kind: KeyKind, terms: Partial<KeyTerms> = {}) => {
    const about = {
      account: account.id,
      organisation,
      name: 'essai',
      intervalSeconds: 300,
      ...aKeyTerms(kind, world.now()),
      ...terms,
    };
    const key = await onJournal(world.db, (trx) => createKey(trx, about, world.now()));
    return { ...voice(world, { Authorization: `Bearer ${key.secret}` }), key };
  };
  return {
    ...(await keyed('writer')),
    account,
    otp: () => new TOTP({ secret }).generate({ timestamp: +world.now() }),
    anotherKey: (terms?: Partial<KeyTerms>) => keyed('writer', terms),
    probe: (terms?: Partial<KeyTerms>) => keyed('probe', terms),
    session: (options: { isProved?: boolean; openedAt?: Date } = {}) => aSession(world, account.id, options),
  };
};
export type Writer = Awaited<ReturnType<typeof aWriter>>;

type Voice = ReturnType<typeof voice>;

/** The same person, who signs in for each thing done. */
export const bySession = (writer: Writer): Writer => ({
  ...writer,
  send: async (...asked: Parameters<Voice['send']>) => (await writer.session()).send(...asked),
  get: async (...asked: Parameters<Voice['get']>) => (await writer.session()).get(...asked),
  post: async (...asked: Parameters<Voice['post']>) => (await writer.session()).post(...asked),
  put: async (...asked: Parameters<Voice['put']>) => (await writer.session()).put(...asked),
  del: async (...asked: Parameters<Voice['del']>) => (await writer.session()).del(...asked),
});

/** A browser signed in to an account, on our own pages; its factor and its password have just been given. */
const aSession = async (
  world: World,
  account: string,
  { isProved = true, openedAt = world.now() }: { isProved?: boolean; openedAt?: Date },
) => {
  const origins = { cameFrom: 'local', agent: 'essai', isProved };
  const token = await openSession(world.db, { id: account }, origins, openedAt);
  if (isProved) await changeSession(world.db, digest(token), { passwordAt: openedAt });
  return { ...voice(world, { Cookie: `session=${token}`, ...OWN_PAGE }), token };
};

/** A statement as one posts it: Nord's pec is down for opticians. */
export const aSaid = (given: Record<string, unknown> = {}): Record<string, unknown> => ({
  effectiveAt: new Date().toISOString(),
  platform: 'north',
  flows: ['pec'],
  professions: ['optician'],
  health: 'down',
  ...given,
});

export const aNotice = (given: Record<string, unknown> = {}): Record<string, unknown> => ({
  professions: ['optician'],
  title: 'Gardez vos factures',
  body: 'Les prises en charge attendent.',
  advice: 'keep-invoices',
  ...given,
});

/** Where the fault is and what to do, of a refusal. */
export const faultOf = ({ status, body }: { status: number; body: { pointer?: string; cure?: string } }) => ({
  status,
  pointer: body.pointer,
  hasCure: typeof body.cure === 'string' && body.cure.length > 10,
});

/** A problem's name, without what all have in common. */
export const kindOf = ({ body }: { body: { type?: string } | null }) =>
  body?.type?.replace('urn:comptoir:problem:', '');

/** What the board says to a profession of a mutuelle, in words: « suspended: pec down, declared ». */
export const boardOf = async (world: World, profession = 'optician', mutuelle = 'alba', flow = 'pec') => {
  const { body } = await world.get(`${API}/answers/${profession}/${mutuelle}`);
  const judged = body.candidates[0].flows.find((each: { flow: string }) => each.flow === flow);
  return `${body.verdict}: ${flow} ${judged.health}, ${judged.basis}`;
};
