import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { MINUTE } from '#server/domain/facts/intervals';
import {
  CLIENT,
  createVisitor,
  passProvider,
  startIdentityProvider,
} from '../../support/peers/identity-provider';
import {
  aBrowser,
  aWriter,
  bySession,
  faultOf,
  kindOf,
  openWorld,
  type World,
  type Writer,
} from '../../support/world/writers';

const CALLBACK = 'http://localhost/api/v1/sign-in/callback';
let world: World;
let desk: Writer;
let union: Writer;
let provider: Awaited<ReturnType<typeof startIdentityProvider>>;
beforeAll(async () => {
  provider = await startIdentityProvider(CALLBACK);
});
afterAll(() => provider.stop());
beforeEach(async () => {
  world = await openWorld({ isLoopbackAllowed: true, lookup: async () => ['127.0.0.1'], trusted: null });
  desk = bySession(await aWriter(world, { organisation: 'desk' }));
  union = await aWriter(world, { organisation: 'opticians' });
});
afterEach(() => world.close());

const settings = (more: object = {}) => ({ name: 'Le ROF', issuer: provider.issuer, ...CLIENT, ...more });
const settle = async (more: object = {}) =>
  desk.put('/organisations/opticians/provider', settings(more), { 'If-Match': '*' });
const whereTo = (answer: { headers: Headers }) => answer.headers.get('Location') ?? '';

/** To the provider and back, under a login. Resolves to where one is sent. */
const through = async (browser: ReturnType<typeof aBrowser>, login: string | null, purpose: string) => {
  const path = `/sign-in/start?organisation=opticians&purpose=${purpose}&return=/espace/avis`;
  const started = await browser.get(path);
  expect(started.status).toBe(302);
  const callback = await passProvider(createVisitor(), whereTo(started), login);
  return whereTo(await browser.get(callback.replace('http://localhost/api/v1', '')));
};
/** A browser of somebody signed in. */
const signedIn = async (writer: Writer) => {
  const browser = aBrowser(world);
  browser.jar.set('session', ((await writer.session()) as unknown as { token: string }).token);
  return browser;
};
const linked = async (login = 'lea') => {
  const browser = await signedIn(union);
  expect(await through(browser, login, 'link')).toBe('/espace/compte/fournisseur');
  return browser.post('/account/provider');
};

describe('the provider of an organisation', () => {
  it('is settled by the desk, its secret sealed and never shown, and offered to all', async () => {
    expect((await settle()).status).toBe(200);
    const { body } = await desk.get('/organisations/opticians/provider');
    expect(body).toMatchObject({ provider: { name: 'Le ROF', clientId: 'comptoir' }, redirectUri: CALLBACK });
    for (const table of ['signInProvider', 'audit'] as const)
      expect(JSON.stringify(await world.db.selectFrom(table).selectAll().execute())).not.toContain(
        CLIENT.clientSecret,
      );
    expect((await aBrowser(world).get('/sign-in/providers')).body).toEqual({
      providers: [{ organisation: 'opticians', name: 'Le ROF' }],
    });
    expect((await settle({ name: 'ROF', clientSecret: undefined })).status).toBe(200);
    const moved = await settle({ issuer: 'https://elsewhere.example', clientSecret: undefined });
    expect(faultOf(moved)).toEqual({ status: 422, pointer: '/clientSecret', hasCure: true });
    expect((await desk.del('/organisations/opticians/provider')).status).toBe(200);
    expect((await aBrowser(world).get('/sign-in/providers')).body.providers).toEqual([]);
  });
  it('is never asked in clear', async () => {
    expect(faultOf(await settle({ issuer: 'http://rof.example' }))).toMatchObject({
      status: 422,
      pointer: '/issuer',
    });
  });
  it.each([
    ['answers', () => provider.issuer, /répond, sous le nom donné/],
    [
      'answers under another name',
      () => `${provider.issuer}/`.replace('127.0.0.1', 'localhost'),
      /se nomme autrement/,
    ],
    ['is not there', () => 'http://127.0.0.1:9', /n’a pas répondu/],
  ])('is tried, and told in words: %s', async (_, issuer, words) => {
    await settle({ issuer: issuer() });
    const { body } = await desk.post('/organisations/opticians/provider/trial');
    expect(body.detail).toMatch(words);
    expect(body.ok).toBe(body.cure === null);
  });
});

describe('a writer', () => {
  it('links its identity once, and then begins by it; the second factor is asked all the same', async () => {
    await settle();
    expect((await linked()).status).toBe(200);
    const browser = aBrowser(world);
    expect(await through(browser, 'lea', 'sign-in')).toBe('/espace/connexion/code?retour=%2Fespace%2Favis');
    expect(kindOf(await browser.get('/due'))).toBe('second-factor-needed');
    const entered = await browser.post('/session/second-factor', { code: union.otp() });
    expect(entered.body).toMatchObject({ state: 'signed-in' });
    expect((await browser.get('/session')).body.account.id).toBe(union.account.id);
  });
  it('is told of a link, which counts as a new factor and ends its other sessions', async () => {
    await settle();
    const other = await union.session();
    await linked();
    expect(kindOf(await other.get('/due'))).toBe('session-over');
    const { changedAt } = await world.db
      .selectFrom('account')
      .select('changedAt')
      .where('id', '=', union.account.id)
      .executeTakeFirstOrThrow();
    expect(changedAt).toBeTruthy();
    const { events } = (await (await union.session()).get('/security-events')).body;
    expect(events[0]).toMatchObject({ event: 'factor-added', about: { factor: 'provider-linked' } });
  });
  it('whose identity nobody linked is not found, whatever its address there', async () => {
    await settle();
    const browser = aBrowser(world);
    expect(await through(browser, union.account.email, 'sign-in')).toContain(
      '/espace/connexion?fournisseur=inconnu',
    );
    expect(browser.jar.has('session')).toBe(false);
  });
  it('has one identity, and an identity one account', async () => {
    await settle();
    await linked();
    expect(kindOf(await linked('another'))).toBe('conflict');
    union = await aWriter(world, { organisation: 'opticians' });
    expect(kindOf(await linked('lea'))).toBe('conflict');
  });
  it('that unlinks begins by its password again', async () => {
    await settle();
    await linked();
    expect((await (await signedIn(union)).del('/account/provider')).status).toBe(200);
    expect(await through(aBrowser(world), 'lea', 'sign-in')).toContain('fournisseur=inconnu');
  });
  it('of another organisation links nothing, nor does one who did not come back within ten minutes', async () => {
    await settle();
    const stranger = await signedIn(await aWriter(world, { organisation: 'north' }));
    await through(stranger, 'lea', 'link');
    expect(kindOf(await stranger.post('/account/provider'))).toBe('conflict');
    const late = await signedIn(union);
    await through(late, 'lea', 'link');
    world.pass(10 * MINUTE);
    late.jar.set('session', ((await union.session()) as unknown as { token: string }).token);
    expect(kindOf(await late.post('/account/provider'))).toBe('conflict');
  });
  it('that refuses at the provider, or comes back without having left, is told so', async () => {
    await settle();
    expect(await through(aBrowser(world), null, 'sign-in')).toContain('fournisseur=refuse');
    expect(whereTo(await aBrowser(world).get('/sign-in/callback?code=x&state=y'))).toContain(
      'fournisseur=interrompu',
    );
  });
  it('without a factor of our own does not come in by it', async () => {
    await settle();
    await linked();
    await world.db
      .updateTable('account')
      .set({ totpSecret: null })
      .where('id', '=', union.account.id)
      .execute();
    expect(await through(aBrowser(world), 'lea', 'sign-in')).toContain('fournisseur=inconnu');
  });
});
