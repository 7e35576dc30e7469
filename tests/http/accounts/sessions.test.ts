import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { changeAccount } from '#db/accounts';
import { HOUR, MINUTE } from '#server/domain/facts/intervals';
import { onJournal } from '../../support/world/on-journal';
import {
  aSaid,
  aVisitor,
  aWriter,
  kindOf,
  openWorld,
  type World,
  type Writer,
} from '../../support/world/writers';

let world: World;
let writer: Writer;
beforeEach(async () => {
  world = await openWorld();
  writer = await aWriter(world, { organisation: 'north', role: 'manager' });
});
afterEach(() => world.close());

const stateOf = async (session: Awaited<ReturnType<Writer['session']>>) =>
  (await session.get('/session')).body.state;

describe('a session', () => {
  it('ends after thirty minutes of nothing', async () => {
    const session = await writer.session();
    world.pass(29 * MINUTE);
    expect(await stateOf(session)).toBe('signed-in');
    world.pass(29 * MINUTE);
    expect(await stateOf(session)).toBe('signed-in');
    world.pass(30 * MINUTE);
    expect(await stateOf(session)).toBe('over');
    const refused = await session.get('/due');
    expect([refused.status, kindOf(refused)]).toEqual([401, 'session-over']);
    expect(refused.body.cure).toContain('gardé');
  });
  it('ends after twelve hours, whatever is done', async () => {
    const session = await writer.session();
    for (let minutes = 0; minutes < 11 * 60 + 45; minutes += 15) {
      world.pass(15 * MINUTE);
      expect(await stateOf(session)).toBe('signed-in');
    }
    world.pass(15 * MINUTE);
    expect(await stateOf(session)).toBe('over');
  });
  it('without its second factor ends as well', async () => {
    const session = await writer.session({ isProved: false });
    world.pass(30 * MINUTE);
    expect(await stateOf(session)).toBe('over');
  });
  it('is ended by its owner, alone or with all the others', async () => {
    const [here, there, elsewhere] = [await writer.session(), await writer.session(), await writer.session()];
    const out = await here.del('/session');
    expect([out.status, out.headers.getSetCookie().join()]).toEqual([
      200,
      expect.stringMatching(/^session=; Max-Age=0/),
    ]);
    expect([await stateOf(here), await stateOf(there)]).toEqual(['over', 'signed-in']);
    expect((await there.get('/account')).body.sessions).toHaveLength(2);
    expect((await there.del('/sessions')).status).toBe(200);
    expect([await stateOf(there), await stateOf(elsewhere)]).toEqual(['over', 'over']);
  });
  it('is nobody’s under a key that is not known, whatever the cookie', async () => {
    const { who } = await writer.session();
    const both = aVisitor(world, { ...who, Authorization: `Bearer comptoir_${'x'.repeat(43)}` });
    expect((await both.get('/due')).status).toBe(401);
  });
});

describe('when a session ends is told, so that a page may say it before', () => {
  it('thirty minutes after what was last asked, twelve hours after it began at most', async () => {
    const session = await writer.session();
    const left = async () => Date.parse((await session.get('/session')).body.endsAt) - +world.now();
    expect(Math.abs((await left()) - 30 * MINUTE)).toBeLessThan(MINUTE);
    world.pass(20 * MINUTE);
    expect(Math.abs((await left()) - 30 * MINUTE)).toBeLessThan(MINUTE);
    for (let passed = 20; passed < 695; passed += 25) {
      world.pass(25 * MINUTE);
      await left();
    }
    expect(Math.abs((await left()) - 25 * MINUTE)).toBeLessThan(MINUTE);
  });
  it('and of nobody it is not', async () => {
    expect((await aVisitor(world).get('/session')).body.endsAt).toBe(null);
  });
});

describe('to publish, a factor is shown again after five minutes', () => {
  it('then it works, and reading went on meanwhile', async () => {
    const session = await writer.session();
    world.pass(5 * MINUTE - 2000);
    expect((await session.post('/statements', aSaid())).status).toBe(201);
    world.pass(2000);
    expect((await session.get('/due')).status).toBe(200);
    for (const [path, body] of [
      ['/statements', aSaid()],
      ['/keys', { name: 'essai', actions: ['statement'] }],
      ['/invitations', { email: 'x@example.org' }],
      ['/account/totp/offer', undefined],
    ] as const) {
      const refused = await session.post(path, body);
      expect([path, refused.status, kindOf(refused)]).toEqual([path, 401, 'step-up-needed']);
      expect(refused.body.see).toContain('/session/step-up');
    }
    expect((await session.post('/session/step-up', { code: '000000' })).status).toBe(401);
    const code = writer.otp();
    expect((await session.post('/session/step-up', { code })).status).toBe(200);
    expect((await session.post('/session/step-up', { code })).status).toBe(401);
    expect((await session.post('/statements', aSaid())).status).toBe(201);
    const until = new Date((await session.get('/session')).body.steppedUpUntil);
    expect(Math.abs(+until - +world.now() - 5 * MINUTE)).toBeLessThan(5000);
  });
  it('in one session, not in the others', async () => {
    const [one, other] = [await writer.session(), await writer.session()];
    world.pass(6 * MINUTE);
    await one.post('/session/step-up', { code: writer.otp() });
    expect((await one.post('/statements', aSaid())).status).toBe(201);
    expect(kindOf(await other.post('/statements', aSaid()))).toBe('step-up-needed');
  });
  it('never before a second factor was shown at all', async () => {
    const pending = await writer.session({ isProved: false });
    expect(kindOf(await pending.post('/session/step-up', { code: writer.otp() }))).toBe(
      'second-factor-needed',
    );
  });
});

describe('an account that is closed', () => {
  it('has no session and no key from then on', async () => {
    const other = await aWriter(world, { organisation: 'north' });
    const session = await other.session();
    const hand = await writer.session();
    expect((await hand.post(`/accounts/${other.account.id}/disabling`, { reason: 'Parti' })).status).toBe(
      202,
    );
    expect((await session.get('/due')).status).toBe(200);
    world.pass(HOUR);
    expect([(await session.get('/due')).status, (await other.get('/due')).status]).toEqual([401, 401]);
    expect((await other.post('/statements', aSaid())).status).toBe(401);
    const { accounts } = (await (await writer.session()).get('/accounts')).body;
    expect(accounts.find(({ id }: { id: string }) => id === other.account.id).disabledAt).toBeTruthy();
  });
  it('is not one’s own', async () => {
    const hand = await writer.session();
    expect((await hand.post(`/accounts/${writer.account.id}/disabling`, {})).status).toBe(409);
    expect((await hand.post('/accounts/nobody/disabling', {})).status).toBe(404);
  });
});

describe('a key', () => {
  it('is shown once, writes in the name of who made it, and is dead at once when revoked', async () => {
    const hand = await writer.session();
    const made = await hand.post('/keys', { name: 'salle des machines', actions: ['statement'] });
    expect([made.status, made.body.secret]).toEqual([201, expect.stringMatching(/^comptoir_[\w-]{43}$/)]);
    const listed = (await hand.get('/keys')).body.keys.find(({ id }: { id: string }) => id === made.body.id);
    expect(listed).toMatchObject({
      name: 'salle des machines',
      kind: 'writer',
      account: writer.account.id,
      lastUsedAt: null,
    });
    expect(JSON.stringify(await world.db.selectFrom('apiKey').selectAll().execute())).not.toContain(
      made.body.secret,
    );
    expect(JSON.stringify(await world.db.selectFrom('audit').selectAll().execute())).not.toContain(
      made.body.secret,
    );
    const key = aVisitor(world, { Authorization: `bearer ${made.body.secret}` });
    expect((await key.post('/statements', aSaid())).body.by).toBe('north');
    expect((await hand.del(`/keys/${made.body.id}`)).status).toBe(200);
    expect((await key.post('/statements', aSaid())).status).toBe(401);
  });
  it('does not make another, nor invite; a probe’s says nothing of platforms', async () => {
    for (const path of ['/keys', '/invitations'])
      expect(kindOf(await writer.post(path, { name: 'essai', email: 'x@example.org' }))).toMatch(
        /session-only|malformed/,
      );
    const hand = await writer.session();
    const { secret } = (await hand.post('/keys', { name: 'sonde', kind: 'probe' })).body;
    const probe = aVisitor(world, { Authorization: `Bearer ${secret}` });
    expect(kindOf(await probe.post('/statements', aSaid()))).toBe('out-of-scope');
    expect(kindOf(await probe.get('/due'))).toBe('out-of-scope');
  });
  it('stays with the organisation it was made for', async () => {
    await onJournal(world.db, (trx) => changeAccount(trx, writer.account.id, { organisation: 'south' }));
    expect((await writer.post('/statements', aSaid())).status).toBe(401);
  });
  it.each(['comptoir_', 'Basic eDp5', 'Bearer', 'Bearer x', `Bearer comptoir_${'x'.repeat(44)}`])(
    '« %s » is none',
    async (header) => {
      expect((await aVisitor(world, { Authorization: header }).get('/due')).status).toBe(401);
    },
  );
});
