import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { renewRecoveryCodes } from '#server/accounts/codes';
import {
  aBrowser,
  aSaid,
  aWriter,
  type Browser,
  kindOf,
  openWorld,
  PASSWORD,
  type World,
  type Writer,
} from '../../support/world/writers';

/** Somebody else knows a password: how far that goes, and what it costs its owner. */

let world: World;
let owner: Writer;
beforeEach(async () => {
  world = await openWorld();
  owner = await aWriter(world, { organisation: 'north', password: PASSWORD });
});
afterEach(() => world.close());

const WRONG = '000000';
const NEW_PASSWORD = 'sept autres mots que nul ne connaît';
const byPassword = async (network: string, browser: Browser = aBrowser(world, network)) => {
  const { email } = owner.account;
  expect((await browser.post('/session', { email, password: PASSWORD })).status).toBe(200);
  return browser;
};
const code = (browser: Browser, given = owner.otp()) =>
  browser.post('/session/second-factor', { code: given });
const enter = async (network: string, browser?: Browser) => {
  const entered = await byPassword(network, browser);
  world.pass(30_000);
  const answer = await code(entered);
  expect(answer.status).toBe(200);
  return { browser: entered, answer };
};
/** Ten wrong codes, from as many browsers as networks. */
const guessTen = async (networks: readonly string[] = ['203.0.113.7']) => {
  let last: Awaited<ReturnType<typeof code>> | null = null;
  for (const network of networks) {
    const thief = await byPassword(network);
    for (let times = 0; times < 10 / networks.length; times += 1) last = await code(thief, WRONG);
  }
  return last;
};

describe('wrong codes after a stolen password', () => {
  it('are ten in all, from however many browsers and networks; then six digits open nothing there', async () => {
    const last = await guessTen(['203.0.113.7', '198.51.100.7']);
    expect([last?.status, last && kindOf(last)]).toEqual([401, 'codes-locked']);
    expect(last?.body.cure).toContain('code de secours');
    const thief = await byPassword('192.0.2.99');
    const guessed = await code(thief);
    expect([guessed.status, kindOf(guessed)]).toEqual([401, 'codes-locked']);
  });
  it('leave the owner in its live session, where it publishes and shows its code', async () => {
    const session = await owner.session();
    await guessTen();
    world.pass(6 * 60_000);
    expect((await session.post('/session/step-up', { code: owner.otp() })).status).toBe(200);
    expect((await session.post('/statements', aSaid())).status).toBe(201);
  });
  it('leave the owner its usual browser, which asks for a new password', async () => {
    const { browser: usual } = await enter('192.0.2.1');
    await usual.del('/session');
    await guessTen();
    const { answer } = await enter('192.0.2.1', usual);
    expect(answer.body).toEqual({ state: 'unproved', needs: 'password' });
  });
  it('leave the owner its recovery codes in any browser, and the network it shares with the thief', async () => {
    const [recovery = ''] = await renewRecoveryCodes(world.db, world.deps.secrets, owner.account.id);
    await guessTen(['192.0.2.50']);
    const elsewhere = await byPassword('192.0.2.1');
    const entered = await code(elsewhere, recovery);
    expect([entered.status, entered.body.needs]).toEqual([200, 'password']);
  });
  it('are forgotten with the password that was known: the new one opens with six digits again', async () => {
    const { browser: usual } = await enter('192.0.2.1');
    await guessTen();
    const changed = await usual.post('/session/password', { current: PASSWORD, password: NEW_PASSWORD });
    expect(changed.status).toBe(200);
    const stolen = aBrowser(world, '203.0.113.7');
    const { email } = owner.account;
    expect((await stolen.post('/session', { email, password: PASSWORD })).status).toBe(401);
    const fresh = aBrowser(world, '198.51.100.1');
    expect((await fresh.post('/session', { email, password: NEW_PASSWORD })).status).toBe(200);
    world.pass(30_000);
    expect((await code(fresh)).body).toEqual({ state: 'signed-in', needs: null });
  });
  it('are told to the owner and to its manager, and to no other colleague', async () => {
    await guessTen();
    const kindsFor = async (writer: Writer) =>
      (await (await writer.session()).get('/security-events')).body.events.map(
        ({ event, name }: { event: string; name: string }) => `${event} ${name}`,
      );
    const { name } = owner.account;
    const manager = await aWriter(world, { organisation: 'north', role: 'manager' });
    const colleague = await aWriter(world, { organisation: 'north' });
    const neighbour = await aWriter(world, { organisation: 'south', role: 'manager' });
    for (const who of [owner, manager])
      expect(await kindsFor(who)).toEqual(
        expect.arrayContaining([`codes-locked ${name}`, `wrong-code ${name}`]),
      );
    expect(await kindsFor(colleague)).toEqual([]);
    expect(await kindsFor(neighbour)).toEqual([]);
  });
});

describe('codes in a browser that the account knows', () => {
  it('are counted there: ten wrong ones make it wait, a right one clears them', async () => {
    const { browser: usual } = await enter('192.0.2.1');
    await usual.del('/session');
    const again = await byPassword('192.0.2.1', usual);
    for (let times = 0; times < 9; times += 1) expect((await code(again, WRONG)).status).toBe(401);
    world.pass(30_000);
    expect((await code(again)).status).toBe(200);
    await byPassword('192.0.2.1', again);
    for (let times = 0; times < 10; times += 1) expect((await code(again, WRONG)).status).toBe(401);
    const refused = await code(again);
    expect([refused.status, kindOf(refused)]).toEqual([429, 'too-many']);
    world.pass(30_000);
    expect((await (await owner.session()).post('/session/step-up', { code: owner.otp() })).status).toBe(200);
  });
  it('are strangers’ once the password is changed elsewhere', async () => {
    const { browser: old } = await enter('192.0.2.1');
    await old.del('/session');
    const { browser: here } = await enter('192.0.2.2');
    await here.post('/session/password', { current: PASSWORD, password: NEW_PASSWORD });
    const { email } = owner.account;
    await old.post('/session', { email, password: NEW_PASSWORD });
    for (let times = 0; times < 10; times += 1) await code(old, WRONG);
    expect(kindOf(await code(old))).toBe('codes-locked');
  });
});

describe('what a live session shows again', () => {
  it('is counted by session, a passkey apart from codes, and a right code clears it', async () => {
    const session = await owner.session();
    const stepUp = (body: object) => session.post('/session/step-up', body);
    for (let times = 0; times < 10; times += 1) expect((await stepUp({ code: WRONG })).status).toBe(401);
    expect((await stepUp({ code: owner.otp() })).status).toBe(429);
    const response = { id: 'x', response: { clientDataJSON: 'x' } };
    expect((await stepUp({ response })).status).toBe(401);
    const other = await owner.session();
    expect((await other.post('/session/step-up', { code: owner.otp() })).status).toBe(200);
  });
});

describe('the log of the machine', () => {
  it('has each kind once a minute, and how many there were; addresses and passwords never', async () => {
    const { email, id } = owner.account;
    const stranger = aBrowser(world, '203.0.113.7');
    for (let times = 0; times < 5; times += 1)
      await stranger.post('/session', { email, password: 'ce n’est pas le bon du tout' });
    world.pass(61_000);
    await stranger.post('/session', { email, password: 'ce n’est pas le bon du tout' });
    await stranger.post('/session', { email: 'personne@example.org', password: 'ni celui-ci non plus' });
    await vi.waitFor(() => expect(world.securityLines.length).toBe(3));
    const lines = world.securityLines.map(({ event, account, times }) => ({ event, account, times }));
    expect(lines).toEqual([
      { event: 'sign-in-failed', account: id, times: 1 },
      { event: 'sign-in-failed', account: id, times: 5 },
      { event: 'sign-in-failed', account: null, times: 1 },
    ]);
    expect(JSON.stringify(world.securityLines)).not.toMatch(/example\.org|203\.0\.113\.7"|bon du tout/);
    expect(world.deps.security.counts().get('sign-in-failed')).toBe(7);
  });
  it('has refusals for scope, and tells them to who asked', async () => {
    await owner.post('/statements', aSaid({ platform: 'south' }));
    await vi.waitFor(async () => {
      const { events } = (await (await owner.session()).get('/security-events')).body;
      expect(events).toMatchObject([
        { event: 'out-of-scope', cameFrom: 'local', about: { route: '/api/v1/statements' } },
      ]);
    });
  });
});
