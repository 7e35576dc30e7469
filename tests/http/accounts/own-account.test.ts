import { Secret, TOTP } from 'otpauth';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { changeSession } from '#db/sessions';
import { newTotpSecret } from '#server/accounts/codes';
import { digest } from '#server/accounts/secrets';
import { MINUTE } from '#server/domain/facts/intervals';
import {
  aBrowser,
  aVisitor,
  aWriter,
  faultOf,
  kindOf,
  openWorld,
  PASSWORD,
  type World,
  type Writer,
} from '../../support/world/writers';

let world: World;
let owner: Writer;
beforeEach(async () => {
  world = await openWorld();
  owner = await aWriter(world, { organisation: 'north', role: 'manager', password: PASSWORD });
});
afterEach(() => world.close());

const NEW_PASSWORD = 'sept autres mots que nul ne connaît';
type Session = Awaited<ReturnType<Writer['session']>>;
const change = (session: Pick<Session, 'post'>, given: object = {}) =>
  session.post('/session/password', { current: PASSWORD, password: NEW_PASSWORD, ...given });
const stateOf = async (session: Session) => (await session.get('/session')).body.state;
const eventsOf = async (session: Session) =>
  (await session.get('/security-events')).body.events.map(({ event }: { event: string }) => event);
const signIn = async (password: string, network = '192.0.2.1') => {
  const browser = aBrowser(world, network);
  world.pass(30_000);
  const first = await browser.post('/session', { email: owner.account.email, password });
  const second = await browser.post('/session/second-factor', { code: owner.otp() });
  return { browser, first, second };
};

describe('a password', () => {
  it('is changed with the one before and a fresh factor; the other sessions end, and it is told', async () => {
    const [here, there] = [await owner.session(), await owner.session()];
    const changed = await change(here);
    expect([changed.status, changed.body.done]).toEqual([200, true]);
    expect([await stateOf(here), await stateOf(there)]).toEqual(['signed-in', 'over']);
    expect((await signIn(PASSWORD)).first.status).toBe(401);
    expect((await signIn(NEW_PASSWORD, '192.0.2.2')).second.status).toBe(200);
    expect(await eventsOf(here)).toContain('password-changed');
    const { changedAt } = await world.db
      .selectFrom('account')
      .select('changedAt')
      .where('id', '=', owner.account.id)
      .executeTakeFirstOrThrow();
    expect(Math.abs(+world.now() - +(changedAt ?? 0))).toBeLessThan(2 * MINUTE);
  });
  it('lists one’s keys that are in force still, or revokes them with it', async () => {
    const here = await owner.session();
    const listed = await change(here);
    expect(listed.body.keys).toMatchObject([{ id: owner.key.id, name: 'essai' }]);
    expect((await owner.get('/due')).status).toBe(200);
    const again = { current: NEW_PASSWORD, password: `${NEW_PASSWORD} bis`, keys: 'revoke' };
    expect((await change(here, again)).body.keys).toEqual([]);
    expect((await owner.get('/due')).status).toBe(401);
    expect(await eventsOf(here)).toContain('key-revoked');
  });
  it('is not changed without the one before, nor for the same, nor for a weak one', async () => {
    const here = await owner.session();
    const wrong = await change(here, { current: 'ce n’est pas le bon du tout' });
    expect(faultOf(wrong)).toEqual({ status: 422, pointer: '/current', hasCure: true });
    for (const password of [PASSWORD, 'court', '123456789012345'])
      expect(faultOf(await change(here, { password }))).toEqual({
        status: 422,
        pointer: '/password',
        hasCure: true,
      });
    expect((await signIn(PASSWORD)).second.status).toBe(200);
    expect(await eventsOf(here)).toContain('wrong-password');
  });
  it('is not guessed in a session that was left open: ten tries, then it waits; other sessions do not', async () => {
    const [here, there] = [await owner.session(), await owner.session()];
    for (let times = 0; times < 10; times += 1)
      expect((await change(here, { current: `essai numéro ${times}` })).status).toBe(422);
    expect((await change(here)).status).toBe(429);
    expect((await change(there)).status).toBe(200);
  });
  it('asks for a factor shown within five minutes, and never takes a key’s word', async () => {
    const here = await owner.session();
    world.pass(6 * MINUTE);
    expect(kindOf(await change(here))).toBe('step-up-needed');
    expect((await change(owner)).status).toBe(403);
    expect((await change(await owner.session({ isProved: false }))).status).toBe(401);
  });
});

describe('a new password asked of an organisation', () => {
  it('is chosen at the next sign-in, before anything else; sessions that are open go on', async () => {
    const author = await aWriter(world, { organisation: 'north', password: PASSWORD });
    const open = await author.session();
    const asked = await (await owner.session()).post('/organisations/north/password-renewal', {});
    expect([asked.status, asked.body.done]).toEqual([200, true]);
    expect((await open.get('/due')).status).toBe(200);
    const { browser, second } = await signIn(PASSWORD);
    expect(second.body).toEqual({ state: 'unproved', needs: 'password' });
    expect((await browser.get('/session')).body).toMatchObject({ state: 'unproved', needs: 'password' });
    for (const path of ['/due', '/account', '/accounts', '/audit'])
      expect(kindOf(await browser.get(path))).toBe('new-password-needed');
    expect(kindOf(await browser.post('/account/recovery-codes'))).toBe('new-password-needed');
    expect(faultOf(await change(browser, { current: 'pas le bon' })).pointer).toBe('/current');
    expect((await change(browser)).status).toBe(200);
    expect((await browser.get('/due')).status).toBe(200);
    expect((await signIn(NEW_PASSWORD)).second.body).toEqual({ state: 'signed-in', needs: null });
  });
  it('is asked by its managers and by the desk, of theirs alone', async () => {
    const author = await aWriter(world, { organisation: 'north' });
    const desk = await aWriter(world, { organisation: 'desk' });
    const ask = async (who: Writer, id = 'north') =>
      (await (await who.session()).post(`/organisations/${id}/password-renewal`, { reason: 'vol' })).status;
    expect(await ask(author)).toBe(403);
    expect(await ask(owner, 'south')).toBe(403);
    expect(await ask(owner)).toBe(200);
    expect(await ask(desk)).toBe(200);
    expect(await ask(desk, 'nulle-part')).toBe(404);
    const people = (await (await owner.session()).get('/accounts')).body.accounts;
    expect(people.every(({ mustRenew }: { mustRenew: boolean }) => mustRenew)).toBe(true);
  });
  it('leaves who waits for it free to sign out', async () => {
    await (await owner.session()).post('/organisations/north/password-renewal', {});
    const { browser } = await signIn(PASSWORD);
    expect((await browser.del('/session')).status).toBe(200);
    expect((await browser.get('/session')).body.state).toBe('signed-out');
  });
});

describe('a second factor', () => {
  const without = async () => {
    const session = await owner.session();
    await changeSession(world.db, digest(session.token), { passwordAt: null });
    return session;
  };
  const codeOf = (secret: string) =>
    new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: +world.now() });

  it('is changed by who gives the password again too: a session left open becomes nobody’s for good', async () => {
    const here = await without();
    for (const path of ['/account/totp/offer', '/account/recovery-codes', '/account/passkeys/question'])
      expect(kindOf(await here.post(path))).toBe('password-needed');
    expect(kindOf(await here.del('/account/passkeys/x'))).toBe('password-needed');
    const wrong = await here.post('/session/password/check', { password: 'pas le bon du tout' });
    expect(faultOf(wrong)).toEqual({ status: 422, pointer: '/password', hasCure: true });
    expect((await here.post('/session/password/check', { password: PASSWORD })).status).toBe(200);
    expect((await here.get('/session')).body.passwordUntil).toBeTruthy();
    const other = await owner.session();
    expect((await here.post('/account/recovery-codes')).status).toBe(200);
    expect(await stateOf(other)).toBe('over');
    // It serves once.
    expect(kindOf(await here.post('/account/recovery-codes'))).toBe('password-needed');
    expect(await eventsOf(here)).toContain('recovery-codes');
  });
  it('waits no longer than five minutes for it', async () => {
    const here = await without();
    await here.post('/session/password/check', { password: PASSWORD });
    world.pass(5 * MINUTE);
    expect((await here.post('/session/step-up', { code: owner.otp() })).status).toBe(200);
    expect(kindOf(await here.post('/account/recovery-codes'))).toBe('password-needed');
  });
  it('of an application is the secret that was offered last, and no other', async () => {
    const here = await owner.session();
    const own = newTotpSecret();
    const unoffered = await here.post('/account/totp', { secret: own, code: codeOf(own) });
    expect(faultOf(unoffered)).toEqual({ status: 422, pointer: '/secret', hasCure: true });
    const first = (await here.post('/account/totp/offer')).body.secret;
    const last = (await here.post('/account/totp/offer')).body.secret;
    expect((await here.post('/account/totp', { secret: first, code: codeOf(first) })).status).toBe(422);
    expect((await here.post('/account/totp', { secret: own, code: codeOf(own) })).status).toBe(422);
    const wrong = await here.post('/account/totp', { secret: last, code: '000000' });
    expect(faultOf(wrong).pointer).toBe('/code');
    const there = await owner.session();
    expect((await here.post('/account/totp', { secret: last, code: codeOf(last) })).status).toBe(200);
    expect([await stateOf(here), await stateOf(there)]).toEqual(['signed-in', 'over']);
    expect(await eventsOf(here)).toContain('factor-added');
    const again = await owner.session();
    expect((await again.post('/account/totp', { secret: last, code: codeOf(last) })).status).toBe(422);
  });
});

describe('sessions', () => {
  it('are listed, and ended one by one; nobody ends another’s', async () => {
    const [here, there] = [await owner.session(), await owner.session()];
    const colleague = await aWriter(world, { organisation: 'north' });
    const { sessions } = (await here.get('/account')).body;
    expect(sessions).toHaveLength(2);
    const other = sessions.find(({ isThis }: { isThis: boolean }) => !isThis).id;
    expect((await (await colleague.session()).del(`/sessions/${other}`)).status).toBe(404);
    expect((await here.del(`/sessions/${other}`)).status).toBe(200);
    expect([await stateOf(here), await stateOf(there)]).toEqual(['signed-in', 'over']);
    expect((await here.del(`/sessions/${other}`)).status).toBe(404);
    expect(await eventsOf(here)).toContain('session-ended');
  });
  it('are not opened by what their owner calls them', async () => {
    const here = await owner.session();
    const [{ id }] = (await here.get('/account')).body.sessions;
    expect((await aVisitor(world, { Cookie: `session=${id}` }).get('/due')).status).toBe(401);
  });
});

describe('what is told of people', () => {
  it('is for managers: an author reads what is public, without networks; a key nothing of it', async () => {
    const author = await aWriter(world, { organisation: 'north' });
    const hand = await owner.session();
    await hand.post('/invitations', { email: 'nouvelle@example.org' });
    const readBy = async (who: Pick<Session, 'get'>) => (await who.get('/audit')).body.rows;
    const nounsBy = async (who: Pick<Session, 'get'>) =>
      new Set((await readBy(who)).map(({ noun }: { noun: string }) => noun));
    await owner.post('/statements', {
      effectiveAt: world.in(0),
      platform: 'north',
      flows: ['pec'],
      professions: ['optician'],
      health: 'down',
    });
    expect(await nounsBy(hand)).toContain('invitation');
    const byAuthor = await author.session();
    expect(await nounsBy(byAuthor)).toEqual(new Set(['statement', 'incident']));
    const networks = (await readBy(byAuthor)).map(({ cameFrom }: { cameFrom: string | null }) => cameFrom);
    expect(new Set(networks)).toEqual(new Set([null]));
    for (const path of ['/audit', '/accounts'])
      for (const key of [author, owner]) expect((await key.get(path)).status).toBe(403);
    const emailsBy = async (who: Pick<Session, 'get'>) =>
      (await who.get('/accounts')).body.accounts.map(({ email }: { email: string | null }) => email);
    expect((await emailsBy(byAuthor)).filter(Boolean)).toEqual([author.account.email]);
    expect((await emailsBy(hand)).filter(Boolean)).toContain(author.account.email);
    expect((await (await author.session()).get('/audit?format=csv')).body).not.toMatch(/invitation|local/);
  });
  it('of another organisation is its name, and only what is in one’s scope', async () => {
    const desk = await aWriter(world, { organisation: 'desk' });
    const union = await aWriter(world, { organisation: 'opticians' });
    const stranger = await aWriter(world, { organisation: 'pharmacists' });
    const said = (health: string) => ({
      effectiveAt: world.in(0),
      platform: 'north',
      flows: ['pec'],
      professions: ['optician'],
      health,
    });
    await owner.post('/statements', said('down'));
    world.pass(1000);
    await owner.post('/statements', said('operational'));
    const returnsFor = async (who: Writer) => (await (await who.session()).get('/due')).body.returns;
    expect(await returnsFor(union)).toMatchObject([{ name: 'Nord', author: null }]);
    expect(await returnsFor(desk)).toMatchObject([{ name: 'Nord', author: null }]);
    expect(await returnsFor(owner)).toMatchObject([{ author: owner.account.name }]);
    expect(await returnsFor(stranger)).toEqual([]);
    const insurer = await aWriter(world, { organisation: 'alba' });
    const { headers } = await insurer.get('/mutuelles/alba');
    const version = { 'If-Match': headers.get('ETag') ?? '' };
    await insurer.put('/mutuelles/alba', { name: 'Alba santé' }, version);
    const { proposals } = (await (await desk.session()).get('/proposals')).body;
    expect(proposals[0].author).toBe('Alba');
    const own = (await (await insurer.session()).get('/proposals')).body.proposals;
    expect(own[0].author).toBe(insurer.account.name);
  });
});
