import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { lettersWords } from '#app/words/space-letters';
import { securityEvent } from '#server/accounts/security-events';
import { postLetters } from '#server/delivery/letters/post';
import { createRelay, type Relay } from '#server/delivery/mail/relay';
import { DAY, MINUTE } from '#server/domain/facts/intervals';
import { type MailServer, startMailServer } from '../support/peers/mail-server';
import { aBrowser, aSaid, aWriter, openWorld, PASSWORD, type World } from '../support/world/writers';

const ORIGIN = 'http://localhost';

let server: MailServer;
let relay: Relay;
let world: World;
beforeAll(async () => {
  server = await startMailServer();
  relay = createRelay({ url: server.url, from: 'Comptoir <comptoir@exemple.fr>', host: 'comptoir.example' });
});
afterAll(async () => {
  await relay.close();
  await server.stop();
});
beforeEach(async () => {
  server.received.length = 0;
  server.toAddresses(() => null);
  world = await openWorld();
  Object.assign(world.deps, { publicUrl: ORIGIN, channels: { ...world.deps.channels, relay } });
});
afterEach(() => world.close());

/** What the job does, once. */
const post = () => {
  const { db, now, deps, readModel } = world;
  readModel.invalidate();
  const given = { db, readModel, secrets: deps.secrets, words: lettersWords, origin: ORIGIN, relay, now };
  return postLetters(given, AbortSignal.timeout(20_000));
};
const mails = () =>
  server.received.map(({ to, parsed }) => ({ to, subject: parsed.subject, text: parsed.text ?? '' }));
const subjects = () =>
  mails()
    .map(({ to, subject }) => `${to}: ${subject}`)
    .sort();

const down = { health: 'down' };
const isBack = { health: 'operational' };
const aReturn = async () => {
  const author = await aWriter(world, { organisation: 'north', email: 'auteur@nord.example' });
  await author.post('/statements', aSaid({ ...down, effectiveAt: world.in(0) }));
  world.pass(1_000);
  expect((await author.post('/statements', aSaid({ ...isBack, effectiveAt: world.in(0) }))).status).toBe(201);
};

describe('a return to confirm', () => {
  it('is told once to each who may confirm it, and to nobody else', async () => {
    await aWriter(world, { organisation: 'north', email: 'collegue@nord.example' });
    await aWriter(world, { organisation: 'opticians', email: 'syndicat@opticiens.example' });
    await aWriter(world, { organisation: 'pharmacists', email: 'autre@pharmaciens.example' });
    await aWriter(world, {
      organisation: 'north',
      email: 'jeune@nord.example',
      createdAt: new Date(+world.now() - DAY),
    });
    await aReturn();
    await post();
    await post();
    expect(subjects()).toEqual([
      expect.stringMatching(/^collegue@nord\.example: À confirmer\s?: retour annoncé de Nord$/),
      expect.stringMatching(/^syndicat@opticiens\.example: À confirmer/),
    ]);
    expect(mails()[0]?.text).toContain(`${ORIGIN}/espace`);
    expect(server.received[0]?.parsed.headers.get('auto-submitted')).toBe('auto-generated');
  });
  it('is told no more once somebody confirmed it', async () => {
    const colleague = await aWriter(world, { organisation: 'north', email: 'collegue@nord.example' });
    await aReturn();
    const { body } = await (await colleague.session()).get('/due');
    const confirmed = await (await colleague.session()).post(
      `/statements/${body.returns[0].id}/confirmation`,
    );
    expect(confirmed.status).toBe(201);
    await post();
    expect(subjects()).toEqual([]);
  });
});

describe('a point', () => {
  it('is recalled a quarter of an hour before, and told as late once it did not come', async () => {
    const author = await aWriter(world, { organisation: 'north', email: 'auteur@nord.example' });
    await aWriter(world, { organisation: 'opticians', email: 'syndicat@opticiens.example' });
    const opened = await author.post('/incidents', {
      title: 'Nord est coupé',
      cause: 'technical',
      platforms: ['north'],
      update: {
        effectiveAt: world.in(0),
        stage: 'investigating',
        text: 'On cherche',
        nextUpdateDue: world.in(30 * MINUTE),
        statements: [{ platform: 'north', flows: ['pec'], professions: ['optician'], health: 'down' }],
      },
    });
    expect(opened.status).toBe(201);
    await post();
    expect(subjects()).toEqual([]);
    world.pass(20 * MINUTE);
    await post();
    await post();
    expect(subjects()).toEqual([
      expect.stringMatching(
        /^auteur@nord\.example: Point à donner (?:à|le .+ à) \d\d:\d\d\s?: Nord est coupé$/,
      ),
    ]);
    world.pass(16 * MINUTE);
    await post();
    await post();
    expect(mails().map(({ subject }) => subject)).toEqual([
      expect.stringMatching(/^Point à donner/),
      expect.stringMatching(/^Point en retard/),
    ]);
  });
});

describe('what happens to an account', () => {
  const happened = (event: 'new-browser' | 'sign-in-failed', account: { id: string; organisation: string }) =>
    securityEvent(world.deps, { event, account, cameFrom: '192.0.2.0/24' });

  it('is told once to its owner and to who answers for it, and not what anybody may cause', async () => {
    const owner = await aWriter(world, { organisation: 'north', email: 'claire@nord.example' });
    await aWriter(world, { organisation: 'north', role: 'manager', email: 'chef@nord.example' });
    await aWriter(world, { organisation: 'north', email: 'collegue@nord.example' });
    await aWriter(world, { organisation: 'opticians', role: 'manager', email: 'chef@opticiens.example' });
    await happened('new-browser', owner.account);
    await happened('sign-in-failed', owner.account);
    await post();
    await post();
    expect(subjects()).toEqual([
      `chef@nord.example: Connexion depuis un nouveau navigateur (compte de ${owner.account.name})`,
      'claire@nord.example: Connexion depuis un nouveau navigateur',
    ]);
    for (const { text } of mails()) expect(text).not.toContain('192.0.2');
  });
  it('is told once the relay is back, and once', async () => {
    const owner = await aWriter(world, { organisation: 'north', email: 'claire@nord.example' });
    server.toAddresses(() => ({ code: 451, text: '4.3.0 later' }));
    await happened('new-browser', owner.account);
    await post();
    server.toAddresses(() => null);
    await post();
    expect(subjects()).toEqual([]);
    world.pass(2 * MINUTE);
    await post();
    await post();
    expect(subjects()).toHaveLength(1);
  });
});

describe('an invitation', () => {
  const tokenIn = (text: string) => /#jeton=(\S+)/.exec(text)?.[1] ?? '';
  const invited = async () => {
    const manager = await aWriter(world, {
      organisation: 'north',
      role: 'manager',
      email: 'chef@nord.example',
    });
    const made = await (await manager.session()).post('/invitations', { email: 'nouvelle@nord.example' });
    expect([made.status, made.body.isMailed]).toEqual([201, true]);
    return { manager, made };
  };
  it('goes to who is invited, by the link that was shown, and is kept nowhere once it left', async () => {
    const { made } = await invited();
    const token = tokenIn(made.body.address);
    expect(JSON.stringify(await world.db.selectFrom('letter').selectAll().execute())).not.toContain(token);
    await post();
    await post();
    expect(subjects()).toEqual([
      expect.stringMatching(/^nouvelle@nord\.example: Invitation à écrire sur Comptoir pour Nord$/),
    ]);
    expect(tokenIn(mails()[0]?.text ?? '')).toBe(token);
    expect(await world.db.selectFrom('letter').select(['sealed', 'failure']).execute()).toEqual([
      { sealed: null, failure: null },
    ]);
  });
  it('says the same of an address that has an account elsewhere, which is sent nothing', async () => {
    await aWriter(world, { organisation: 'opticians', email: 'ailleurs@opticiens.example' });
    const { manager } = await invited();
    const elsewhere = await (await manager.session()).post('/invitations', {
      email: 'ailleurs@opticiens.example',
    });
    expect([elsewhere.status, elsewhere.body.isMailed]).toEqual([201, true]);
    await post();
    expect(mails().map(({ to }) => to)).toEqual(['nouvelle@nord.example']);
  });
  it('is not mailed where mail is off, and says so to who is to hand it over', async () => {
    Object.assign(world.deps, { channels: { ...world.deps.channels, relay: null } });
    const manager = await aWriter(world, { organisation: 'north', role: 'manager' });
    const { body } = await (await manager.session()).post('/invitations', { email: 'x@nord.example' });
    expect(body.isMailed).toBe(false);
    expect(await world.db.selectFrom('letter').selectAll().execute()).toEqual([]);
  });
  it('is spent by no scanner that opens its link', async () => {
    await invited();
    await post();
    const token = tokenIn(mails()[0]?.text ?? '');
    for (const method of ['GET', 'HEAD'] as const)
      for (const path of ['/invitations/reading', '/invitations/acceptance'])
        expect(
          (await world.doors.send(method, `/api/v1${path}?token=${token}`)).status,
        ).toBeGreaterThanOrEqual(400);
    const accepted = await aBrowser(world).post('/invitations/acceptance', {
      token,
      name: 'Nouvelle',
      password: PASSWORD,
    });
    expect(accepted.status).toBe(201);
  });
  it('is sent no more once it was taken back', async () => {
    const { manager, made } = await invited();
    expect((await (await manager.session()).del(`/invitations/${made.body.id}`)).status).toBe(200);
    await post();
    expect(subjects()).toEqual([]);
  });
});
