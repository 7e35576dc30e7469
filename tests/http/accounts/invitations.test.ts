import { Secret, TOTP } from 'otpauth';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { invite as inviteTo } from '#server/accounts/invitations';
import { HOUR, MINUTE } from '#server/domain/facts/intervals';
import {
  aBrowser,
  aWriter,
  type Browser,
  faultOf,
  kindOf,
  openWorld,
  PASSWORD,
  type World,
  type Writer,
} from '../../support/world/writers';

let world: World;
let manager: Writer;
beforeEach(async () => {
  world = await openWorld();
  manager = await aWriter(world, { organisation: 'north', role: 'manager', email: 'chef@example.org' });
});
afterEach(() => world.close());

const invite = async (given: Record<string, unknown> = {}, by = manager) =>
  (await by.session()).post('/invitations', { email: 'Nouvelle@Example.org ', ...given });
const tokenIn = ({ body }: { body: { address: string } }) =>
  new URL(body.address).hash.replace('#jeton=', '');
const link = async (given: Record<string, unknown> = {}) => tokenIn(await invite(given));
const read = (token: string) => aBrowser(world).post('/invitations/reading', { token });
const accept = (token: string, given: Record<string, unknown> = {}, browser: Browser = aBrowser(world)) =>
  browser.post('/invitations/acceptance', { token, name: 'Nouvelle', password: PASSWORD, ...given });
const codeOf = (secret: string) =>
  new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: +world.now() });

describe('an invitation', () => {
  it('opens an account once, in its organisation and role, by whom it is', async () => {
    const made = await invite();
    expect(made.status).toBe(201);
    const token = tokenIn(made);
    for (const again of [1, 2]) {
      const { status, body } = await read(token);
      expect([again, status, body]).toMatchObject([
        again,
        200,
        { email: 'nouvelle@example.org', organisation: 'Nord', role: 'author' },
      ]);
    }
    const { status, body } = await accept(token);
    expect([status, body]).toEqual([201, { state: 'unproved', needs: 'enrolment' }]);
    const account = await world.db
      .selectFrom('account')
      .selectAll()
      .where('email', '=', 'nouvelle@example.org')
      .executeTakeFirst();
    expect(account).toMatchObject({ organisation: 'north', role: 'author', invitedBy: manager.account.id });
    for (const dead of [await accept(token), await read(token)])
      expect([dead.status, kindOf(dead)]).toEqual([404, 'no-such-address']);
  });
  it('is a link whose token no browser sends', async () => {
    const { body } = await invite();
    expect(body.address).toMatch(/^http:\/\/localhost\/espace\/invitation#jeton=[\w-]{43}$/);
  });
  it('is tried sixty times a quarter of an hour from one network, and then from others', async () => {
    const elsewhere = await link();
    const tries = [];
    for (let times = 0; times < 61; times += 1) tries.push((await read('x'.repeat(43))).status);
    expect(tries).toEqual([...Array(60).fill(404), 429]);
    expect((await accept(elsewhere)).status).toBe(429);
    expect((await accept(elsewhere, {}, aBrowser(world, '198.51.100.1'))).status).toBe(201);
  });
  it('is worth 72 hours', async () => {
    const token = await link();
    world.pass(72 * HOUR - MINUTE);
    expect((await read(token)).status).toBe(200);
    world.pass(MINUTE);
    expect([(await read(token)).status, (await accept(token)).status]).toEqual([404, 404]);
  });
  it('taken back, is worth nothing', async () => {
    const made = await invite();
    expect((await (await manager.session()).del(`/invitations/${made.body.id}`)).status).toBe(200);
    expect([(await read(tokenIn(made))).status, (await accept(tokenIn(made))).status]).toEqual([404, 404]);
  });
  it('held by two at once, lets one in', async () => {
    const token = await link();
    const both = await Promise.all([accept(token), accept(token, { name: 'Autre' })]);
    expect(both.map(({ status }) => status).sort()).toEqual([201, 404]);
  });
  it('is kept as a digest', async () => {
    const token = await link();
    const kept = JSON.stringify([
      await world.db.selectFrom('invitation').selectAll().execute(),
      await world.db.selectFrom('audit').selectAll().execute(),
    ]);
    expect(kept).not.toContain(token);
    expect((await (await manager.session()).get('/invitations')).body.invitations).toHaveLength(1);
  });
  it('of recovery gives the account back, and nothing to whoever held it: sessions, factors, keys', async () => {
    const before = await manager.session();
    const { organisation, email, role } = manager.account;
    const { token } = await inviteTo(world.db, { organisation, email, role, invitedBy: null }, world.now());
    expect((await accept(token)).status).toBe(201);
    expect((await before.get('/due')).status).toBe(401);
    expect((await manager.get('/due')).status).toBe(401);
    const kept = await world.db
      .selectFrom('account')
      .select(['id', 'totpSecret'])
      .where('email', '=', email)
      .executeTakeFirst();
    expect(kept).toEqual({ id: manager.account.id, totpSecret: null });
  });
  it('says at once that an address of one’s own people has an account', async () => {
    const known = await invite({ email: 'chef@example.org' });
    expect([known.status, kindOf(known)]).toEqual([409, 'conflict']);
    expect(known.body.cure).toContain('npm run admin -- recover');
  });
  it('does not say whether an address has an account elsewhere, nor takes it over', async () => {
    const { account: stranger } = await aWriter(world, { organisation: 'south', email: 'sud@example.org' });
    const known = await invite({ email: 'sud@example.org' });
    const unknown = await invite({ email: 'personne@example.org' });
    expect([known.status, Object.keys(known.body)]).toEqual([unknown.status, Object.keys(unknown.body)]);
    const refused = await accept(tokenIn(known));
    const dead = await accept('x'.repeat(43));
    expect([refused.status, refused.body]).toEqual([dead.status, dead.body]);
    const account = await world.db
      .selectFrom('account')
      .select(['passwordHash', 'name'])
      .where('id', '=', stranger.id)
      .executeTakeFirst();
    expect(account).toEqual({ passwordHash: null, name: stranger.name });
  });
  it('is of one’s own organisation, the desk’s of any that has accounts', async () => {
    expect(kindOf(await invite({ organisation: 'south' }))).toBe('out-of-scope');
    expect((await invite({ role: 'desk' })).status).toBe(409);
    const desk = await aWriter(world, { organisation: 'desk' });
    expect((await invite({ organisation: 'south', role: 'manager' }, desk)).status).toBe(201);
    for (const organisation of ['herald', 'ministry'])
      expect((await invite({ organisation }, desk)).status).toBe(409);
    expect((await invite({ role: 'author' }, desk)).status).toBe(409);
    expect(faultOf(await invite({ organisation: 'nobody' }, desk))).toMatchObject({
      status: 404,
      pointer: '/organisation',
    });
    expect((await invite({ email: 'pas une adresse' })).status).toBe(400);
  });
});

/** No two neighbours alike, nor one after the other. */
const HIRAGANA = Array.from({ length: 200 }, (_, each) =>
  String.fromCodePoint(0x3042 + ((each * each + 37 * each) % 79)),
).join('');

describe('a password', () => {
  it.each([
    ['of 14 characters', 'quatorze signe'],
    ['of 14 characters that weigh more', `${'é'.repeat(7)}àçùîôêë`],
    ['that repeats itself', 'abababababababababab'],
    ['that holds one’s address', 'nouvelle@example.org!!'],
    ['beyond 200 characters', 'mots '.repeat(41)],
  ])('%s is refused, and the link not spent', async (_, password) => {
    const token = await link();
    expect(faultOf(await accept(token, { password }))).toEqual({
      status: 422,
      pointer: '/password',
      hasCure: true,
    });
    expect((await accept(token)).status).toBe(201);
  });
  it.each([
    ['of 15 characters', 'quinze signes !'],
    ['of 200 characters, in whatever writing', HIRAGANA],
    ['with accents, however they are typed', 'l’été où naît la forêt'.normalize('NFD')],
  ])('%s is taken, and opens', async (_, password) => {
    expect((await accept(await link(), { password })).status).toBe(201);
    const typed = { email: 'nouvelle@example.org', password: password.normalize('NFC') };
    expect((await aBrowser(world).post('/session', typed)).status).toBe(200);
    expect((await aBrowser(world).post('/session', { ...typed, password: `${password}x` })).status).toBe(401);
  });
});

describe('whoever enters for the first time', () => {
  it('does nothing before a second factor, then is in with ten recovery codes', async () => {
    const browser = aBrowser(world);
    await accept(await link(), {}, browser);
    expect((await browser.get('/session')).body).toMatchObject({ state: 'unproved', needs: 'enrolment' });
    expect(kindOf(await browser.get('/due'))).toBe('second-factor-needed');
    expect(kindOf(await browser.post('/session/second-factor', { code: '000000' }))).toBe('unauthenticated');
    const { body } = await browser.post('/account/totp/offer');
    expect(body.address).toContain('nouvelle%40example.org');
    expect(
      faultOf(await browser.post('/account/totp', { secret: body.secret, code: '000000' })),
    ).toMatchObject({ status: 422, pointer: '/code' });
    const before = browser.jar.get('session');
    const enrolled = await browser.post('/account/totp', { secret: body.secret, code: codeOf(body.secret) });
    expect([enrolled.status, enrolled.body.codes.length, new Set(enrolled.body.codes).size]).toEqual([
      200, 10, 10,
    ]);
    expect(browser.jar.get('session')).not.toBe(before);
    expect((await browser.get('/session')).body).toMatchObject({
      state: 'signed-in',
      account: { email: 'nouvelle@example.org' },
    });
    expect((await browser.get('/account')).body).toMatchObject({ hasTotp: true, recoveryCodesLeft: 10 });
    const kept = JSON.stringify(await world.db.selectFrom('account').selectAll().execute());
    expect(kept).not.toContain(body.secret);
  });
  it('who has a factor already does not choose another by password alone', async () => {
    const known = await aWriter(world, { organisation: 'north', password: PASSWORD });
    const browser = aBrowser(world);
    await browser.post('/session', { email: known.account.email, password: PASSWORD });
    for (const path of ['/account/totp/offer', '/account/recovery-codes', '/account/passkeys/question'])
      expect(kindOf(await browser.post(path))).toBe('second-factor-needed');
  });
});
