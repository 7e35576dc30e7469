import { sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type CodeAttempt, createAttempts, type SignInAttempt } from '#server/accounts/attempts';
import { createSecrets } from '#server/accounts/secrets';
import { createDatabase } from '../support/runner/database';

const SECRET = 'a key that only tests use, whatever it is';
let database: Awaited<ReturnType<typeof createDatabase>>;
let attempts: ReturnType<typeof createAttempts>;
beforeEach(async () => {
  database = await createDatabase();
  attempts = createAttempts(database.pool, createSecrets(SECRET));
});
afterEach(() => database.close());

let count = 0;
/** Somebody nobody saw before, at an address that no account has. */
const aTry = (given: Partial<SignInAttempt> = {}): SignInAttempt => {
  count += 1;
  return {
    email: `personne-${count}@example.org`,
    network: `10.${(count >> 8) & 255}.${count & 255}.0/24`,
    device: null,
    mayBeRight: false,
    ...given,
  };
};
/** So many tries, ten at once. How many met each kind of answer. */
const tryAll = async (tries: readonly SignInAttempt[]) => {
  const kinds: Record<string, number> = {};
  for (let from = 0; from < tries.length; from += 10) {
    const turns = await Promise.all(tries.slice(from, from + 10).map((each) => attempts.signIn(each)));
    for (const { kind } of turns) kinds[kind] = (kinds[kind] ?? 0) + 1;
  }
  return kinds;
};
const many = (times: number, given: Partial<SignInAttempt> = {}) =>
  Array.from({ length: times }, () => aTry(given));

describe('tries at signing in', () => {
  it('of one network shut that network out, and nobody else', async () => {
    expect(await tryAll(many(650, { network: '192.0.2.0/24' }))).toEqual({ try: 60, wait: 590 });
    expect(await attempts.signIn(aTry({ mayBeRight: true }))).toEqual({ kind: 'try' });
    expect(await attempts.signIn(aTry())).toEqual({ kind: 'try' });
    expect(await attempts.signIn(aTry({ network: null }))).toEqual({ kind: 'try' });
  });
  it('at one address from one network leave the network what they were refused', async () => {
    const email = 'chef@example.org';
    const network = '192.0.2.0/24';
    expect(await tryAll(many(40, { email, network }))).toEqual({ try: 10, wait: 30 });
    expect(await tryAll(many(20, { network }))).toEqual({ try: 20 });
    expect(await tryAll(many(1, { network }))).toEqual({ wait: 1 });
    expect(await attempts.signIn(aTry({ email }))).toEqual({ kind: 'try' });
  });
  it('of all strangers leave a reserve to addresses that have an account, and none is told apart', async () => {
    expect(await tryAll(many(500))).toEqual({ try: 450, pretend: 50 });
    expect(await tryAll(many(150, { mayBeRight: true }))).toEqual({ try: 150 });
    for (const mayBeRight of [true, false]) {
      const turn = await attempts.signIn(aTry({ mayBeRight }));
      expect(turn).toMatchObject({ kind: 'wait', retryAfter: expect.any(Number) });
    }
    const known = aTry({ mayBeRight: true, device: 'a browser that was here before' });
    expect(await attempts.signIn(known)).toEqual({ kind: 'try' });
  }, 60_000);
  it('keep no address that was typed: it may be a password, or of nobody who asked', async () => {
    await attempts.signIn(aTry({ email: 'claire@example.org', network: '192.0.2.0/24' }));
    const { rows } = await sql<{ key: string }>`select key from attempt`.execute(database.db);
    const keys = rows.map(({ key }) => key).join('\n');
    expect(keys).toContain('192.0.2.0/24');
    expect(keys).not.toContain('claire');
  });
  it('of a known browser are its own, whatever its network did', async () => {
    const network = '192.0.2.0/24';
    await tryAll(many(70, { network }));
    const known = aTry({ network, device: 'known' });
    expect(await tryAll(Array.from({ length: 11 }, () => known))).toEqual({ try: 10, wait: 1 });
    await attempts.forgive(known);
    expect(await attempts.signIn(known)).toEqual({ kind: 'try' });
  });
});

describe('what else strangers do', () => {
  it.each(['passkey', 'link'] as const)(
    'by %s: a network that has spent its own leaves the others theirs',
    async (what) => {
      let refused = 0;
      for (let times = 0; times < 130; times += 1)
        if ((await attempts[what]('192.0.2.0/24')) > 0) refused += 1;
      expect(refused).toBe(what === 'passkey' ? 10 : 70);
      expect([await attempts[what]('198.51.100.0/24'), await attempts[what](null)]).toEqual([0, 0]);
    },
  );
  const codeOf = (given: Partial<CodeAttempt> & { account: string }): CodeAttempt => ({
    network: '192.0.2.0/24',
    pending: `pending-${++count}`,
    device: null,
    isGuess: true,
    ...given,
  });
  it('shows codes: a network’s count is not the account’s', async () => {
    for (let times = 0; times < 300; times += 1)
      expect((await attempts.code(codeOf({ account: `account-${times}` }))).kind).toBe('try');
    expect((await attempts.code(codeOf({ account: 'chef' }))).kind).toBe('wait');
    const elsewhere = codeOf({ account: 'chef', network: '198.51.100.0/24' });
    expect((await attempts.code(elsewhere)).kind).toBe('try');
    const known = codeOf({ account: 'chef', device: 'a browser that was here before' });
    expect((await attempts.code(known)).kind).toBe('try');
  });
  it('guesses ten codes after a stolen password, from however many browsers; the owner’s are not among them', async () => {
    const guesses = [];
    for (let times = 0; times < 12; times += 1)
      guesses.push(await attempts.code(codeOf({ account: 'chef', network: `10.0.${times}.0/24` })));
    expect(guesses).toEqual([
      ...Array.from({ length: 9 }, () => ({ kind: 'try', isLast: false })),
      { kind: 'try', isLast: true },
      { kind: 'locked' },
      { kind: 'locked' },
    ]);
    const known = codeOf({ account: 'chef', device: 'a browser that was here before', isGuess: false });
    expect(await attempts.code(known)).toEqual({ kind: 'try', isLast: false });
    const byRecovery = codeOf({ account: 'chef', isGuess: false });
    expect(await attempts.code(byRecovery)).toEqual({ kind: 'try', isLast: false });
    expect(await attempts.own('code', 'a live session')).toBe(0);
    await attempts.forgetCodes('chef');
    expect(await attempts.code(codeOf({ account: 'chef' }))).toEqual({ kind: 'try', isLast: false });
  });
  it('shows codes in one browser: ten, then it waits; a right one clears them', async () => {
    const here = codeOf({ account: 'chef', device: 'known', isGuess: false });
    for (let times = 0; times < 10; times += 1) expect((await attempts.code(here)).kind).toBe('try');
    expect((await attempts.code(here)).kind).toBe('wait');
    await attempts.forgiveCode(here);
    expect((await attempts.code(here)).kind).toBe('try');
  });
  it('shows again in a live session what that session alone is counted for', async () => {
    for (let times = 0; times < 10; times += 1) expect(await attempts.own('code', 'here')).toBe(0);
    expect(await attempts.own('code', 'here')).toBeGreaterThan(0);
    expect(await attempts.own('passkey', 'here')).toBe(0);
    expect(await attempts.own('code', 'there')).toBe(0);
    await attempts.forgiveOwn('code', 'here');
    expect(await attempts.own('code', 'here')).toBe(0);
  });
  it('speaks from a counter: four hundred a network and a day, whoever signs in apart', async () => {
    const say = (network: string, reporter: string | null = null) =>
      attempts.say('report', { network, reporter });
    expect(await say('192.0.2.0/24')).toBe(0);
    await sql`update attempt set points = 400 where key like 'counter-day:%'`.execute(database.db);
    expect(await say('192.0.2.0/24')).toBeGreaterThan(23 * 3600);
    expect(await say('198.51.100.0/24')).toBe(0);
    expect(await say('192.0.2.0/24', 'somebody')).toBe(0);
    expect(await attempts.say('remark', { network: '192.0.2.0/24', reporter: null })).toBe(0);
  });
  it('speaks from a counter: two hundred thousand in a day from everywhere', async () => {
    expect(await attempts.say('report', { network: '192.0.2.0/24', reporter: null })).toBe(0);
    await sql`update attempt set points = 200000 where key like 'all-day:%'`.execute(database.db);
    expect(await attempts.say('report', { network: '198.51.100.0/24', reporter: null })).toBeGreaterThan(
      23 * 3600,
    );
  });
  it('speaks from a counter: twenty a network, then the others go on', async () => {
    const say = (network: string) => attempts.say('report', { network, reporter: null });
    const waits = [];
    for (let times = 0; times < 30; times += 1) waits.push(await say('192.0.2.0/24'));
    expect(waits.filter((wait) => wait === 0)).toHaveLength(20);
    expect(await say('198.51.100.0/24')).toBe(0);
  });
});
