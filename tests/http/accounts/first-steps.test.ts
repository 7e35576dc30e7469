import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { FIRST_STEPS_LIFE, issueFirstSteps } from '#server/accounts/first-steps';
import { MINUTE } from '#server/domain/facts/intervals';
import { openDoors } from '../../support/runner/api';
import {
  aBrowser,
  aVisitor,
  aWriter,
  faultOf,
  kindOf,
  OWN_PAGE,
  openWorld,
  PASSWORD,
  type World,
} from '../../support/world/writers';

let world: World;
beforeEach(async () => {
  world = await openWorld();
});
afterEach(() => world.close());

const EMAIL = 'premiere@example.org';
const start = async (): Promise<string> => {
  const token = await issueFirstSteps(world.db, world.now());
  if (token === null) throw new Error('rien à imprimer');
  return token;
};
const read = (token: string, browser = aBrowser(world)) => browser.post('/first-steps/reading', { token });
const invite = (token: string, given: Record<string, unknown> = {}, browser = aBrowser(world)) =>
  browser.post('/first-steps/invitation', { token, email: EMAIL, organisation: 'desk', ...given });
const invited = () => world.db.selectFrom('invitation').selectAll().execute();

describe('the token that a start prints', () => {
  it('invites the first person, as the command does, and serves once', async () => {
    const token = await start();
    const { status, body } = await read(token);
    expect([status, body.organisations[0]]).toMatchObject([200, { kind: 'desk' }]);
    expect(body.organisations.map(({ kind }: { kind: string }) => kind)).not.toContain('press');
    const made = await invite(token);
    expect([made.status, made.body.address]).toEqual([
      201,
      expect.stringMatching(/^http:\/\/localhost\/espace\/invitation#jeton=[\w-]{43}$/),
    ]);
    expect(await invited()).toMatchObject([{ email: EMAIL, role: 'desk', invitedBy: null }]);
    const row = await world.db
      .selectFrom('audit')
      .selectAll()
      .where('action', '=', 'invitation')
      .executeTakeFirstOrThrow();
    expect(row).toMatchObject({ account: null, via: 'command', noun: 'invitation' });
    for (const again of [await read(token), await invite(token, { email: 'autre@example.org' })])
      expect([again.status, again.body.detail]).toEqual([409, expect.stringContaining('déjà servi')]);
    expect(await invited()).toHaveLength(1);

    const accepted = await aBrowser(world).post('/invitations/acceptance', {
      token: new URL(made.body.address).hash.replace('#jeton=', ''),
      name: 'Première',
      password: PASSWORD,
    });
    expect(accepted.status).toBe(201);
    for (const gone of [await read(token), await invite(token)]) expect(gone.status).toBe(404);
    expect((await aVisitor(world).get('/first-steps')).body).toEqual({ isOpen: false });
  });

  it('invites one person, however many bring it at once, be it to two instances', async () => {
    const tokens = [await start(), await start()];
    const beside = openDoors(world.database, world.now);
    const answers = await Promise.all(
      [...Array(12).keys()].map((turn) => {
        const body = { token: tokens[turn % 2], email: `p${turn}@example.org`, organisation: 'desk' };
        const doors = turn % 3 === 0 ? beside : world.doors;
        return doors.send('POST', '/api/v1/first-steps/invitation', body, OWN_PAGE);
      }),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([201, ...Array(11).fill(409)]);
    expect(await invited()).toHaveLength(1);
  });

  it('of any start serves at every instance, until it is a day old', async () => {
    const first = await start();
    world.pass(30 * MINUTE);
    const second = await start();
    const beside = openDoors(world.database, world.now);
    for (const token of [first, second]) {
      const answer = await beside.send('POST', '/api/v1/first-steps/reading', { token }, OWN_PAGE);
      expect(answer.status).toBe(200);
    }
    world.pass(FIRST_STEPS_LIFE - 30 * MINUTE);
    const late = await read(first);
    expect([late.status, late.body.detail]).toEqual([409, expect.stringContaining('24 heures')]);
    expect((await read(second)).status).toBe(200);
    // The clock of a day later is no fault of the journal.
    world.pass(30 * MINUTE - FIRST_STEPS_LIFE);
  });

  it('is kept as a digest alone', async () => {
    const token = await start();
    const rows = await world.db.selectFrom('firstStepsToken').selectAll().execute();
    expect(rows).toHaveLength(1);
    expect(JSON.stringify(rows)).not.toContain(token);
  });

  it('is not made once somebody has an account, who may be shut out since', async () => {
    const before = await start();
    await aWriter(world, { organisation: 'north' });
    await world.db.updateTable('account').set({ disabledAt: world.now() }).execute();
    expect(await issueFirstSteps(world.db, world.now())).toBe(null);
    for (const gone of [await read(before), await invite(before)])
      expect([gone.status, kindOf(gone)]).toEqual([404, 'no-such-address']);
    expect(await invited()).toEqual([]);
    await world.close({ isJournalWhole: false });
    world = await openWorld();
  });

  it('is refused when it is wrong, empty, or another secret of ours, and says what to do', async () => {
    await start();
    for (const token of ['', 'x'.repeat(43), '%', 'é'.repeat(200)]) {
      const answer = await read(token);
      expect([answer.status, answer.body.cure]).toEqual([409, expect.stringContaining('npm run admin')]);
      expect((await invite(token)).status).toBe(409);
    }
    expect(await invited()).toEqual([]);
  });

  it('is tried sixty times a quarter of an hour from one network, and then from others', async () => {
    const token = await start();
    const tries = [];
    for (let times = 0; times < 61; times += 1) tries.push((await read('x'.repeat(43))).status);
    expect(tries).toEqual([...Array(60).fill(409), 429]);
    expect((await invite(token)).status).toBe(429);
    expect((await invite(token, {}, aBrowser(world, '198.51.100.1'))).status).toBe(201);
  });

  it('serves from our own pages only', async () => {
    const token = await start();
    const elsewhere: Record<string, string>[] = [
      {},
      { Origin: 'https://evil.example' },
      { Origin: 'http://localhost', 'Sec-Fetch-Site': 'cross-site' },
      { 'Sec-Fetch-Site': 'same-site' },
      { 'Sec-Fetch-Site': 'none' },
    ];
    for (const headers of elsewhere) {
      const visitor = aVisitor(world, headers);
      for (const answer of [
        await visitor.post('/first-steps/reading', { token }),
        await visitor.post('/first-steps/invitation', { token, email: EMAIL, organisation: 'desk' }),
      ])
        expect([answer.status, kindOf(answer)]).toEqual([403, 'cross-site']);
    }
    expect(await invited()).toEqual([]);
  });

  it('is not spent by what is refused of its form', async () => {
    const token = await start();
    const faults = {
      '/email': { email: 'sans-arobase' },
      '/organisation': { organisation: 'nulle-part' },
    };
    for (const [pointer, given] of Object.entries(faults))
      expect(faultOf(await invite(token, given))).toMatchObject({ pointer, hasCure: true });
    expect((await invite(token)).status).toBe(201);
  });
});
