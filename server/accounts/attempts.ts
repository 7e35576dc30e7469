import type { Pool } from 'pg';
import { RateLimiterMemory, RateLimiterPostgres, RateLimiterRes } from 'rate-limiter-flexible';
import type { Secrets } from './secrets';

/** Null: this machine itself, which has no share. */
type Network = string | null;

/**
 * `device`: of a browser that has signed in to that account before, counted apart from strangers. `mayBeRight`: the
 * address has an account that a password opens.
 */
export type SignInAttempt = { email: string; network: Network; device: string | null; mayBeRight: boolean };

/**
 * `try`: the password may be computed. `pretend`: it cannot be right and nothing is left to compute it with; the
 * answer must be the one of a wrong password, and take as long. `wait`: seconds before another try.
 */
export type SignInTurn = { kind: 'try' } | { kind: 'pretend' } | { kind: 'wait'; retryAfter: number };

/**
 * A code after a right password. `device`: of a browser that has signed in to that account before; `pending`: the
 * session that waits for it. `isGuess`: it could be found by trying, from a browser that nobody knows.
 */
export type CodeAttempt = {
  account: string;
  network: Network;
  pending: string;
  device: string | null;
  isGuess: boolean;
};

/** `isLast`: if this one is wrong, strangers have had all their guesses. `locked`: they had them before. */
export type CodeTurn =
  | { kind: 'try'; isLast: boolean }
  | { kind: 'wait'; retryAfter: number }
  | { kind: 'locked' };

/** Factors shown again in a live session: a second factor, the code of a new application, the password. */
export type Shown = 'code' | 'passkey' | 'proof' | 'password';

/**
 * How often one may try. A try counts against its network, then its address,
 * then everybody, and only what passed the first counts against the next: one network cannot spend what all share.
 * Each resolves to the seconds to wait before another try, 0: none, and counts the try.
 */
export type Attempts = {
  signIn(attempt: SignInAttempt): Promise<SignInTurn>;
  /** A success clears what was counted against this address from this network, or against this browser. */
  forgive(attempt: SignInAttempt): Promise<void>;
  passkey(network: Network): Promise<number>;
  /** Of an invitation or of recovery. */
  link(network: Network): Promise<number>;
  /** There is no count of everybody: whoever shows a code has a right password, and one thief would shut all out. */
  code(who: CodeAttempt): Promise<CodeTurn>;
  /** A right code clears what was counted where it was typed. */
  forgiveCode(who: CodeAttempt): Promise<void>;
  /** The password was changed: whoever knew the one before has no more part in it. */
  forgetCodes(account: string): Promise<void>;
  /** Counts the factors shown again in a live session, by session; a success clears the count. */
  own(what: Shown, session: string): Promise<number>;
  forgiveOwn(what: Shown, session: string): Promise<void>;
  write(account: string): Promise<number>;
  /** One that was not begun for want of room does not count: whoever tries again would never be heard. */
  writeNotBegun(account: string): Promise<void>;
  /** Drafts and previews, which are made while one types. */
  compose(account: string): Promise<number>;
  /** Of probes: each calls others, up to ten of them, for up to a minute. */
  trial(account: string): Promise<number>;
  /** What a tool sends, by connector: a storm of alerts, and no more. */
  inbound(connector: string): Promise<number>;
  /** From a counter; `reporter` null: not signed in. Those who are signed in have a count of their own. */
  say(what: 'report' | 'remark', who: { network: Network; reporter: string | null }): Promise<number>;
  /** To be told: each asking may make us write to somebody, or call an address. */
  subscribe(network: Network): Promise<number>;
  /** Whether one more letter may go to that inbox today; nobody is told, since it says that others went. */
  letter(inbox: string): Promise<boolean>;
};

const MINUTE = 60;
const QUARTER = 15 * MINUTE;
const DAY = 24 * 60 * MINUTE;
const WEEK = 7 * DAY;
/**
 * Words that strangers may say in a day, from one network and all together: a hospital of four hundred counters behind one
 * address says one each, and the tables of the day stay under 70 MB whoever fills them.
 */
const SAYINGS = { network: 400, all: 200_000 };
/** Letters about a subscription that one inbox gets in a day, whoever asks for them. */
const LETTERS = 3;
/** Asking to be told, from one network and all together in a day: each is a row, and may be a mail or a call. */
const SUBSCRIBINGS = { network: 200, all: 10_000 };
/** Passwords that all strangers together may have checked in a minute, and those of them for unknown addresses. */
const SIGN_INS = { all: 600, unknown: 450 };

/** An address as typed is not kept, only its keyed digest. */
export const createAttempts = (pool: Pool, { keyed }: Pick<Secrets, 'keyed'>): Attempts => {
  const limiter = (keyPrefix: string, points: number, duration: number, also = {}) =>
    new RateLimiterPostgres({
      storeClient: pool,
      storeType: 'pool',
      tableName: 'attempt',
      tableCreated: true,
      clearExpiredByTimeout: false,
      keyPrefix,
      points,
      duration,
      ...also,
    });
  /** Never given back before its time: a network that has spent it is refused from memory, without a query. */
  const ofNetworks = (keyPrefix: string, points: number, duration = QUARTER) =>
    limiter(keyPrefix, points, duration, { inMemoryBlockOnConsumed: points });
  const byNetwork = ofNetworks('network', 60);
  const byPasskey = ofNetworks('passkey', 120);
  const byLink = ofNetworks('link', 60);
  const byCodes = ofNetworks('codes', 300);
  const byCounter = ofNetworks('counter', 20);
  const byCounterDay = ofNetworks('counter-day', SAYINGS.network, DAY);
  const byAddress = limiter('address', 10, QUARTER);
  const byDevice = limiter('device', 10, QUARTER);
  const byBrowser = limiter('code', 10, QUARTER);
  /** Counts an account's tries over all browsers it does not know: three codes in a million are right at any moment. */
  const byGuess = limiter('guess', 10, WEEK);
  const byOwn = limiter('own', 10, QUARTER);
  const byReporter = limiter('reporter', 120, QUARTER);
  const byComposer = limiter('composer', 120, MINUTE);
  const byTrial = limiter('trial', 20, MINUTE);
  const byUnknown = limiter('unknown', SIGN_INS.unknown, MINUTE);
  const byAllDay = limiter('all-day', SAYINGS.all, DAY, { inMemoryBlockOnConsumed: SAYINGS.all });
  const bySubscribing = ofNetworks('subscribe', 30);
  const byInbox = limiter('inbox', LETTERS, DAY);
  const bySubscribingDay = ofNetworks('subscribe-day', SUBSCRIBINGS.network, DAY);
  const bySubscribingAll = limiter('subscribe-all', SUBSCRIBINGS.all, DAY, {
    inMemoryBlockOnConsumed: SUBSCRIBINGS.all,
  });
  // One sweeps for all: the table is shared.
  const byAll = limiter('all', SIGN_INS.all, MINUTE, { clearExpiredByTimeout: true });
  /** Of one instance, in memory: it shields the database from a program gone wild, and is asked at each word. */
  const byWriter = new RateLimiterMemory({ points: 6000, duration: MINUTE });
  const byConnector = new RateLimiterMemory({ points: 300, duration: MINUTE });

  const ofNetwork = (limit: RateLimiterPostgres, network: Network, what = ''): Promise<number> =>
    network === null ? Promise.resolve(0) : take(limit, `${what}${network}`);
  const addressKey = ({ email, network }: SignInAttempt) =>
    `${keyed('attempt', email)} ${network ?? 'local'}`;

  /**
   * Part of what is everybody's is kept for addresses that have an account. Nobody can tell which have: both kinds ask
   * as much of the database, and are told to wait when all is spent, not before.
   */
  const turnOfAll = async (mayBeRight: boolean): Promise<SignInTurn> => {
    const overdrawn = await take(byUnknown, mayBeRight ? 'known' : 'unknown');
    const canCompute = mayBeRight || overdrawn === 0;
    const wait = await (canCompute ? take(byAll, 'sign-in') : look(byAll, 'sign-in'));
    return wait > 0 ? { kind: 'wait', retryAfter: wait } : { kind: canCompute ? 'try' : 'pretend' };
  };

  return {
    async signIn(attempt) {
      const { network, device, mayBeRight } = attempt;
      const own =
        device === null
          ? (await ofNetwork(byNetwork, network)) || (await take(byAddress, addressKey(attempt)))
          : await take(byDevice, device);
      if (own > 0) return { kind: 'wait', retryAfter: own };
      return device === null ? turnOfAll(mayBeRight) : { kind: 'try' };
    },
    async forgive(attempt) {
      const { device } = attempt;
      await (device === null ? byAddress.delete(addressKey(attempt)) : byDevice.delete(device));
    },
    passkey: async (network) => (await ofNetwork(byPasskey, network)) || take(byAll, 'passkey'),
    link: async (network) => (await ofNetwork(byLink, network)) || take(byAll, 'link'),
    async code({ account, network, pending, device, isGuess }) {
      // A network counts for strangers alone: a thief beside the owner must not shut the owner's browser out.
      const own =
        (device === null && (await ofNetwork(byCodes, network))) ||
        (await take(byBrowser, device ?? pending));
      if (own > 0) return { kind: 'wait', retryAfter: own };
      if (!isGuess) return { kind: 'try', isLast: false };
      const left = await leftOf(byGuess, account);
      return left === null ? { kind: 'locked' } : { kind: 'try', isLast: left === 0 };
    },
    async forgiveCode({ account, pending, device, isGuess }) {
      await byBrowser.delete(device ?? pending);
      if (isGuess) await byGuess.delete(account);
    },
    async forgetCodes(account) {
      await byGuess.delete(account);
    },
    own: (what, session) => take(byOwn, `${what} ${session}`),
    async forgiveOwn(what, session) {
      await byOwn.delete(`${what} ${session}`);
    },
    write: (account) => take(byWriter, account),
    async writeNotBegun(account) {
      await byWriter.reward(account);
    },
    compose: (account) => take(byComposer, account),
    trial: (account) => take(byTrial, account),
    inbound: (connector) => take(byConnector, connector),
    async say(what, { network, reporter }) {
      if (reporter !== null) return take(byReporter, `${what} ${reporter}`);
      return (
        (await ofNetwork(byCounter, network, `${what} `)) ||
        (await ofNetwork(byCounterDay, network, `${what} `)) ||
        (await take(byAll, what)) ||
        take(byAllDay, what)
      );
    },
    subscribe: async (network) =>
      (await ofNetwork(bySubscribing, network)) ||
      (await ofNetwork(bySubscribingDay, network)) ||
      take(bySubscribingAll, 'subscribe'),
    letter: async (inbox) => (await take(byInbox, keyed('attempt', inbox))) === 0,
  };
};

const secondsOf = ({ msBeforeNext }: RateLimiterRes): number => Math.max(1, Math.ceil(msBeforeNext / 1000));

const take = async (limit: RateLimiterMemory | RateLimiterPostgres, key: string): Promise<number> => {
  try {
    await limit.consume(key);
    return 0;
  } catch (refused) {
    if (refused instanceof RateLimiterRes) return secondsOf(refused);
    throw refused;
  }
};

/** The same, counting nothing. */
const look = async (limit: RateLimiterPostgres, key: string): Promise<number> => {
  const found = await limit.get(key);
  return found && found.consumedPoints >= limit.points ? secondsOf(found) : 0;
};

/** How many more there may be after this one; null: it was one too many. */
const leftOf = async (limit: RateLimiterPostgres, key: string): Promise<number | null> => {
  try {
    return (await limit.consume(key)).remainingPoints;
  } catch (refused) {
    if (refused instanceof RateLimiterRes) return null;
    throw refused;
  }
};
