import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { changeAccount } from '#db/accounts';
import { onJournal } from '../../support/world/on-journal';
import {
  aBrowser,
  aWriter,
  type Browser,
  kindOf,
  openWorld,
  PASSWORD,
  type World,
  type Writer,
} from '../../support/world/writers';

let world: World;
let writer: Writer;
let email: string;
beforeEach(async () => {
  world = await openWorld();
  writer = await aWriter(world, { organisation: 'north', password: PASSWORD });
  email = writer.account.email;
});
afterEach(() => world.close());

const password = (browser: Browser, given = PASSWORD, who = email) =>
  browser.post('/session', { email: who, password: given });
const code = (browser: Browser, given = writer.otp()) =>
  browser.post('/session/second-factor', { code: given });
const nextCode = () => world.pass(30_000);
const enter = async (network?: string) => {
  const browser = aBrowser(world, network);
  nextCode();
  expect([(await password(browser)).status, (await code(browser)).status]).toEqual([200, 200]);
  return browser;
};

describe('somebody signs in', () => {
  it('by a password, then a code; each opens a session of its own', async () => {
    const browser = aBrowser(world);
    const first = await password(browser, PASSWORD, ` ${email.toUpperCase()} `);
    expect([first.status, first.body]).toEqual([200, { state: 'unproved', needs: 'code' }]);
    const pending = browser.jar.get('session');
    expect(kindOf(await browser.get('/due'))).toBe('second-factor-needed');
    const second = await code(browser);
    expect([second.status, second.body]).toEqual([200, { state: 'signed-in', needs: null }]);
    expect(browser.jar.get('session')).not.toBe(pending);
    expect((await browser.get('/due')).status).toBe(200);
    browser.jar.set('session', pending ?? '');
    expect((await browser.get('/session')).body.state).toBe('over');
  });
  it('keeps nothing that a page had set before: a session given is not taken', async () => {
    const browser = aBrowser(world);
    browser.jar.set('session', 'fixed-by-somebody-else');
    await password(browser);
    await code(browser);
    expect(browser.jar.get('session')).not.toBe('fixed-by-somebody-else');
    browser.jar.set('session', 'fixed-by-somebody-else');
    expect((await browser.get('/session')).body.state).toBe('signed-out');
  });
  it('with a cookie that no script reads and no other site sends', async () => {
    const given = (await password(aBrowser(world))).headers.getSetCookie().join();
    expect(given).toMatch(/^session=[\w-]{43}; Max-Age=\d+; Path=\/; HttpOnly; SameSite=Lax$/);
    (world.deps as { publicUrl: string | null }).publicUrl = 'https://comptoir.example';
    const browser = aBrowser(world);
    const body = { email, password: PASSWORD };
    const secure = await world.send('POST', '/api/v1/session', body, { Origin: 'https://comptoir.example' });
    expect(secure.headers.getSetCookie().join()).toMatch(
      /^__Host-session=[\w-]{43}; Max-Age=\d+; Path=\/; HttpOnly; Secure; SameSite=Lax$/,
    );
    expect((await password(browser)).status).toBe(200);
  });
  it('is told the same whether the address or the password is wrong', async () => {
    const wrong = await password(aBrowser(world), 'ce n’est pas le bon du tout');
    const unknown = await password(aBrowser(world), PASSWORD, 'personne@example.org');
    const keyOnly = await password(
      aBrowser(world),
      PASSWORD,
      (await aWriter(world, { organisation: 'north' })).account.email,
    );
    expect([wrong.status, kindOf(wrong)]).toEqual([401, 'unauthenticated']);
    for (const other of [unknown, keyOnly]) {
      expect([other.status, other.body]).toEqual([wrong.status, wrong.body]);
      expect([...other.headers.keys()]).toEqual([...wrong.headers.keys()]);
    }
  });
  it('not with an account that is closed, and is not told that it is', async () => {
    await onJournal(world.db, (trx) => changeAccount(trx, writer.account.id, { disabledAt: world.now() }));
    const closed = await password(aBrowser(world));
    expect([closed.status, closed.body]).toEqual([
      401,
      (await password(aBrowser(world), 'autre chose encore')).body,
    ]);
  });
});

describe('a code', () => {
  it('serves once, one step early or late', async () => {
    const typed = writer.otp();
    const [first, second] = [aBrowser(world), aBrowser(world)];
    await password(first);
    await password(second);
    expect((await code(first, `${typed.slice(0, 3)} ${typed.slice(3)}`)).status).toBe(200);
    expect((await code(second, typed)).status).toBe(401);
    world.pass(31_000);
    const late = writer.otp();
    world.pass(29_000);
    expect((await code(second, late)).status).toBe(200);
  });
  it('of two minutes ago is none', async () => {
    const typed = writer.otp();
    const browser = aBrowser(world);
    await password(browser);
    world.pass(120_000);
    expect((await code(browser, typed)).status).toBe(401);
  });
  it('shown twice at once, opens once', async () => {
    const [first, second] = [aBrowser(world), aBrowser(world)];
    await password(first);
    await password(second);
    const typed = writer.otp();
    const both = await Promise.all([code(first, typed), code(second, typed)]);
    expect(both.map(({ status }) => status).sort()).toEqual([200, 401]);
  });
  it('of recovery serves once, however it is typed', async () => {
    const browser = await enter();
    const again = (where: Browser) => where.post('/session/password/check', { password: PASSWORD });
    await again(browser);
    const { codes } = (await browser.post('/account/recovery-codes')).body;
    const [first, second] = [aBrowser(world), aBrowser(world)];
    await password(first);
    await password(second);
    expect((await code(first, ` ${codes[0].toLowerCase().replaceAll('-', ' ')} `)).status).toBe(200);
    expect((await code(second, codes[0])).status).toBe(401);
    expect((await code(second, codes[1])).status).toBe(200);
    expect((await first.get('/account')).body.recoveryCodesLeft).toBe(8);
    await again(first);
    expect((await first.post('/account/recovery-codes')).status).toBe(200);
    const third = aBrowser(world);
    await password(third);
    expect((await code(third, codes[2])).status).toBe(401);
  });
  it('without a password before it is for nobody', async () => {
    expect(kindOf(await code(aBrowser(world)))).toBe('session-over');
  });
});

describe('tries are counted', () => {
  it('by network and address: others, elsewhere or on a browser they know, still enter', async () => {
    const known = await enter('192.0.2.9');
    await known.del('/session');
    const stranger = aBrowser(world, '192.0.2.66');
    for (let tries = 0; tries < 10; tries++)
      expect((await password(stranger, `faux mot de passe ${tries}`)).status).toBe(401);
    const refused = await password(stranger);
    expect([refused.status, kindOf(refused)]).toEqual([429, 'too-many']);
    const wait = Number(refused.headers.get('Retry-After'));
    expect(wait).toBeGreaterThan(0);
    expect([wait, refused.body.retryAfter]).toEqual([wait, wait]);
    expect((await password(stranger, PASSWORD, 'personne@example.org')).status).toBe(401);
    expect((await password(aBrowser(world, '198.51.100.1'))).status).toBe(200);
    expect((await password(known)).status).toBe(200);
  });
  it('by network over all addresses', async () => {
    const stranger = aBrowser(world, '203.0.113.7');
    const limit = await Promise.all(
      Array.from({ length: 61 }, (_, each) =>
        password(stranger, 'faux mot de passe', `p${each}@example.org`),
      ),
    );
    expect(limit.filter(({ status }) => status === 429)).toHaveLength(1);
    expect((await password(aBrowser(world, '203.0.114.7'))).status).toBe(200);
  });
  it('of one network, however many: whoever has an account enters from another', async () => {
    const flood = Array.from(
      { length: 650 },
      (_, each) => () =>
        password(aBrowser(world, `203.0.113.${each % 250}`), 'faux mot de passe', `p${each}@example.org`),
    );
    const statuses = [];
    for (let from = 0; from < flood.length; from += 10) {
      const answers = await Promise.all(flood.slice(from, from + 10).map((one) => one()));
      statuses.push(...answers.map(({ status }) => status));
    }
    expect(statuses.filter((status) => status === 401)).toHaveLength(60);
    expect(statuses.filter((status) => status === 429)).toHaveLength(590);
    expect((await password(aBrowser(world, '198.51.100.1'))).status).toBe(200);
  }, 120_000);
  it('of addresses without account: when theirs is spent they are answered as ever, and accounts still enter', async () => {
    const unknown = (network: string) =>
      password(aBrowser(world, network), 'faux mot de passe', 'personne@example.org');
    const before = await unknown('192.0.2.1');
    const stranger = { email: 'personne@example.org', device: null, mayBeRight: false };
    for (let each = 0; each < 450; each += 1)
      await world.deps.attempts.signIn({ ...stranger, network: `10.${each >> 8}.${each & 255}.0/24` });
    const after = await unknown('198.51.100.1');
    expect([after.status, after.body]).toEqual([before.status, before.body]);
    expect((await password(aBrowser(world, '203.0.113.1'))).status).toBe(200);
  }, 120_000);
  it('of a browser’s forged mark as of a stranger', async () => {
    const stranger = aBrowser(world, '192.0.2.77');
    stranger.jar.set('device', `${'x'.repeat(43)}.${'x'.repeat(43)}`);
    for (let tries = 0; tries < 10; tries++) await password(stranger, 'faux mot de passe');
    stranger.jar.set('device', `${'y'.repeat(43)}.${'x'.repeat(43)}`);
    expect((await password(stranger)).status).toBe(429);
  });
});
