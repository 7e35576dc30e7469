import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { DAY, parisDay, shift } from '#server/domain/facts/intervals';
import { forgetReporters } from '#server/runtime/jobs';
import { aPassenger, aProfessional } from '../support/world/counters';
import {
  aWriter,
  bySession,
  faultOf,
  kindOf,
  openWorld,
  type World,
  type Writer,
} from '../support/world/writers';

let world: World;
let desk: Writer;
let hand: Awaited<ReturnType<Writer['session']>>;
beforeEach(async () => {
  world = await openWorld();
  desk = bySession(await aWriter(world, { organisation: 'desk' }));
  hand = await desk.session();
});
afterEach(() => world.close());

type Given = Record<string, unknown>;

/** Sud serves Alba for opticians, says a professional. */
const aRemark = (given: Given = {}): Given => ({
  profession: 'optician',
  mutuelle: 'alba',
  platform: 'south',
  says: 'served',
  ...given,
});
const NOT_SERVED = { platform: 'north', says: 'not-served' };
const queue = async () => (await hand.get('/remarks')).body.groups;
const decide = async (given: Given, decision: Given = {}) =>
  hand.post('/remarks/decision', { ...aRemark(given), accepted: true, upTo: world.in(0), ...decision });
const conventions = async () => (await world.get('/api/v1/mutuelles/alba')).body.conventions;
const verdictOf = async (profession: string) =>
  (await world.get(`/api/v1/answers/${profession}/alba`)).body.candidates.map(
    ({ platform }: { platform: string }) => platform,
  );

describe('a remark', () => {
  it('waits for the desk, each thing once, with how many say it', async () => {
    await aPassenger(world).post('/remarks', aRemark(NOT_SERVED));
    const practice = await aProfessional(world, 'claire');
    const { status, body } = await practice.post('/remarks', aRemark());
    expect([status, body.verified]).toEqual([201, true]);
    await practice.post('/remarks', aRemark());
    await aPassenger(world).post('/remarks', aRemark());
    const [first, second] = await queue();
    expect(first).toMatchObject({ ...aRemark(), verified: 1, anonymous: 1 });
    expect(second).toMatchObject({ ...aRemark(NOT_SERVED), verified: 0, anonymous: 1 });
    expect((await desk.get('/due')).body.remarks).toBe(2);
    expect(await verdictOf('optician')).toEqual(['north']);
  });

  it('loses whose it was with the salt of its day, and counts as before', async () => {
    const practice = await aProfessional(world, 'claire');
    await practice.post('/remarks', aRemark());
    await practice.post('/remarks', aRemark());
    await aPassenger(world).post('/remarks', aRemark());
    const [before] = await queue();
    await forgetReporters(world.db, shift(world.now(), 2 * DAY));
    const remarks = await world.db.selectFrom('remark').select(['reporter', 'practice']).execute();
    expect(remarks.map(({ reporter }) => reporter)).toEqual([null, null, null]);
    expect(await queue()).toEqual([before]);
    expect(before).toMatchObject({ verified: 1, anonymous: 1 });
  });

  it('accepted, adds a convention for that profession alone, with where it is known from', async () => {
    await aPassenger(world).post('/remarks', aRemark());
    const url = 'https://example.org/alba';
    expect((await decide({}, { url })).body).toMatchObject({ accepted: true, changed: 1 });
    expect(await verdictOf('optician')).toEqual(['north', 'south']);
    expect(await verdictOf('dentist')).toEqual(['north']);
    const added = (await conventions()).find(({ platform }: { platform: string }) => platform === 'south');
    expect(added).toMatchObject({
      professions: ['optician'],
      from: parisDay(world.now()),
      to: null,
      source: { url, confidence: 'medium', kind: 'professionnels, vérifié par le bureau' },
    });
    expect(await queue()).toEqual([]);
  });

  it('of another profession the same day keeps the first', async () => {
    await decide({});
    await decide({ profession: 'dentist' });
    expect([await verdictOf('optician'), await verdictOf('dentist'), await verdictOf('nurse')]).toEqual([
      ['north', 'south'],
      ['north', 'south'],
      ['north'],
    ]);
  });

  it('« not served », accepted, takes that profession out of the convention, and no other', async () => {
    await aPassenger(world).post('/remarks', aRemark(NOT_SERVED));
    expect((await decide(NOT_SERVED)).body.changed).toBe(1);
    expect([await verdictOf('optician'), await verdictOf('dentist')]).toEqual([[], ['north']]);
  });

  it('« not served » of the only profession ends the convention', async () => {
    await decide({});
    await decide({ says: 'not-served' });
    const south = (await conventions()).filter(({ platform }: { platform: string }) => platform === 'south');
    expect(south.map(({ to }: { to: string }) => to)).toEqual([parisDay(world.now())]);
    expect((await decide({ says: 'not-served' })).body.changed).toBe(0);
  });

  it('refused, changes nothing and leaves the queue; said again later, it comes back', async () => {
    const counted = async () => (await desk.get('/due')).body.remarks;
    await aPassenger(world).post('/remarks', aRemark());
    const upTo = world.in(0);
    world.pass(1000);
    await aPassenger(world).post('/remarks', aRemark());
    await decide({}, { accepted: false, upTo });
    expect(await queue()).toMatchObject([{ anonymous: 1 }]);
    await decide({}, { accepted: false });
    expect(await queue()).toEqual([]);
    expect(await counted()).toBe(0);
    expect(await verdictOf('optician')).toEqual(['north']);
  });

  it('is journaled when decided, with the change it made', async () => {
    await decide({});
    const { rows } = (await desk.get('/audit')).body;
    expect(rows.map(({ action, noun }: { action: string; noun: string }) => `${action} ${noun}`)).toEqual(
      expect.arrayContaining(['decision remark', 'convention convention']),
    );
  });
});

describe('« je l’ai lu » by five practices', () => {
  const READ = { profession: 'optician', mutuelle: 'alba', platform: 'south', says: 'served' };
  /** No operator of Alba is known for opticians any more. */
  const forgetOperator = () => decide(NOT_SERVED);
  const answer = async (profession = 'optician') =>
    (await world.get(`/api/v1/answers/${profession}/alba`)).body;
  const say = async (practices: number, given: Given = {}) => {
    for (let each = 0; each < practices; each++)
      await (await aProfessional(world)).post('/remarks', { ...READ, ...given });
  };

  it('is said by the answer, whose verdict stays; the desk makes a convention of it, they are its source', async () => {
    await forgetOperator();
    await say(4);
    for (let each = 0; each < 5; each++) await aPassenger(world).post('/remarks', READ);
    const before = await answer();
    expect([before.readOnCard, before.reason, before.verdict]).toEqual([null, 'no-convention', 'unknown']);
    expect(await queue()).toMatchObject([{ verified: 4, anonymous: 5, isAgreed: false }]);
    await say(1);
    const after = await answer();
    expect(after.readOnCard).toEqual({ platform: 'south', practices: 5 });
    expect([after.reason, after.verdict, after.likely, after.candidates]).toEqual([
      'no-convention',
      'unknown',
      before.likely,
      [],
    ]);
    expect(await queue()).toMatchObject([{ verified: 5, isAgreed: true }]);
    const past = `/api/v1/answers/optician/alba?at=${encodeURIComponent(world.in(-60_000))}`;
    expect((await world.get(past)).body.readOnCard).toBeNull();
    await decide({});
    expect(await verdictOf('optician')).toEqual(['south']);
    expect((await answer()).readOnCard).toBeNull();
    const added = (await conventions()).find(({ platform }: { platform: string }) => platform === 'south');
    expect(added.source).toMatchObject({
      url: null,
      kind: 'lu sur la carte par 5 professionnels vérifiés',
      asOf: parisDay(world.now()),
      confidence: 'medium',
    });
  });

  it('is hidden by one that read another operator, until the desk refuses that one', async () => {
    await forgetOperator();
    await say(5);
    await say(1, { platform: 'north' });
    expect((await answer()).readOnCard).toBeNull();
    expect((await queue()).map(({ isAgreed }: { isAgreed: boolean }) => isAgreed)).toEqual([false, false]);
    await decide({ platform: 'north' }, { accepted: false });
    expect((await answer()).readOnCard).toEqual({ platform: 'south', practices: 5 });
  });

  it('is not hidden by an anonymous one, nor said to another profession', async () => {
    await forgetOperator();
    await say(5);
    await aPassenger(world).post('/remarks', { ...READ, platform: 'north' });
    expect((await answer()).readOnCard).toEqual({ platform: 'south', practices: 5 });
    expect((await answer('nurse')).readOnCard).toBeNull();
  });

  it('is not one practice on five days, whose digests are another each day and are blanked', async () => {
    await forgetOperator();
    for (let day = 0; day < 5; day++) {
      await (await aProfessional(world, 'claire')).post('/remarks', READ);
      await forgetReporters(world.db, world.now());
      world.pass(DAY);
    }
    expect((await answer()).readOnCard).toBeNull();
    hand = await desk.session();
    expect(await queue()).toMatchObject([{ verified: 1 }]);
  });

  it('counts for a year', async () => {
    await forgetOperator();
    await say(5);
    world.pass(364 * DAY);
    expect((await answer()).readOnCard).toMatchObject({ practices: 5 });
    world.pass(DAY);
    expect((await answer()).readOnCard).toBeNull();
  });
});

describe('is refused', () => {
  it.each([
    ['free text', { text: 'je crois' }, 400, '/text'],
    ['an unknown mutuelle', { mutuelle: 'albo' }, 404, '/mutuelle'],
    ['an unknown platform', { platform: 'est' }, 404, '/platform'],
    ['what the directory says already', { platform: 'north' }, 422, '/says'],
    ['what the directory does not say', { says: 'not-served' }, 422, '/says'],
    ['an unknown profession', { profession: 'chef' }, 400, '/profession'],
  ])('%s', async (_, given, status, pointer) => {
    expect(faultOf(await aPassenger(world).post('/remarks', aRemark(given)))).toMatchObject({
      status,
      pointer,
    });
    expect(await queue()).toEqual([]);
  });

  it('a stranger’s twenty-first', async () => {
    for (let time = 0; time < 20; time++) await aPassenger(world, '192.0.2.9').post('/remarks', aRemark());
    expect((await aPassenger(world, '192.0.2.9').post('/remarks', aRemark())).status).toBe(429);
    expect((await (await aProfessional(world)).post('/remarks', aRemark())).status).toBe(201);
  });

  it('a decision by anyone but the desk, without a fresh factor, or with a source one may not follow', async () => {
    const union = bySession(await aWriter(world, { organisation: 'opticians' }));
    const body = { ...aRemark(), accepted: true, upTo: world.in(0) };
    expect(kindOf(await union.post('/remarks/decision', body))).toBe('out-of-scope');
    expect(kindOf(await union.get('/remarks'))).toBe('out-of-scope');
    const old = await desk.session({ openedAt: new Date(+world.now() - 10 * 60_000) });
    expect(kindOf(await old.post('/remarks/decision', body))).toBe('step-up-needed');
    expect(faultOf(await decide({}, { url: 'http://example.org/' }))).toMatchObject({
      status: 422,
      pointer: '/url',
    });
  });
});
