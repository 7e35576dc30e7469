import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { readSeq } from '#db/directory';
import { addProbe, changeProbe } from '#db/probes';
import { probeList } from '#server/contract/probes';
import { MINUTE, SECOND } from '#server/domain/facts/intervals';
import { keepResults } from '#server/measurements/results';
import type { Outbound } from '#server/outbound/targets';
import { createProbeClock } from '#server/probes/clock';
import { createAuthority } from '../support/peers/certificates';
import { type LoopbackPlatform, startPlatform } from '../support/peers/loopback-platform';
import { onJournal } from '../support/world/on-journal';
import { boardOf, openWorld, type World } from '../support/world/writers';

const OUTBOUND: Outbound = { isLoopbackAllowed: true, lookup: async () => ['127.0.0.1'], trusted: null };

let world: World;
let platforms: LoopbackPlatform[];
beforeAll(async () => {
  [world, platforms] = await Promise.all([
    openWorld(),
    Promise.all([startPlatform(), startPlatform(), startPlatform()]),
  ]);
});
afterAll(async () => {
  await world.close();
  await Promise.all(platforms.map((platform) => platform.stop()));
});
beforeEach(async () => {
  await onJournal(world.db, (trx) => trx.updateTable('probe').set({ disabledAt: world.now() }).execute());
  for (const platform of platforms) platform.be('working');
  world.pass(MINUTE);
});

const at = (index: number): LoopbackPlatform => platforms[index] as LoopbackPlatform;
let count = 0;
/** A probe of ten seconds on one of the loopback platforms. */
const aProbe = async (
  index: number,
  given: { platform?: string; flow?: 'pec' | 'virement' | 'idb'; timeoutMs?: number } = {},
) => {
  count += 1;
  const { platform = 'north', flow = 'pec', timeoutMs = 1_000 } = given;
  const id = `probe-${count}`;
  await onJournal(world.db, (trx) =>
    addProbe(trx, {
      id,
      platform,
      flow,
      timeoutMs,
      name: 'Sonde',
      kind: 'http',
      intervalSeconds: 10,
      steps: JSON.stringify([{ kind: 'http', url: at(index).url(), status: [200] }]),
      tokenHash: null,
      key: null,
      createdAt: world.now(),
      enabledAt: world.now(),
      disabledAt: null,
    }),
  );
  return id;
};

const aClock = (reference: { host: string; port: number } | null = null) =>
  createProbeClock({
    db: world.db,
    now: world.now,
    outbound: OUTBOUND,
    reference,
    keep: (results) => world.db.transaction().execute((trx) => keepResults(trx, results, world.now())),
    failed: (error) => {
      throw error;
    },
  });

/** Turns of the clock eleven seconds apart: every probe of ten seconds is due each time. */
const turn = async (clock: ReturnType<typeof aClock>, times = 1) => {
  for (let done = 0; done < times; done += 1) {
    world.pass(11 * SECOND);
    await clock.turn();
    world.pass(SECOND);
  }
};
const results = (probe: string) =>
  world.db
    .selectFrom('observation')
    .select(['outcome', 'blind', 'seen'])
    .where('probe', '=', probe)
    .orderBy('observedAt')
    .execute();
const outcomes = async (probe: string) =>
  (await results(probe)).map(({ outcome, blind }) => (blind ? `blind ${outcome}` : outcome));

describe('a platform that is probed', () => {
  it('fails three times, is cut; succeeds three times, is observed', async () => {
    const probe = await aProbe(0);
    const clock = aClock();
    await turn(clock, 3);
    expect(await boardOf(world)).toBe('possible: pec operational, observed');
    at(0).be('failing');
    await turn(clock, 2);
    expect(await boardOf(world)).toBe('possible: pec operational, observed');
    await turn(clock);
    expect(await boardOf(world)).toBe('suspended: pec down, observed');
    at(0).be('working');
    await turn(clock, 2);
    expect(await boardOf(world)).toBe('suspended: pec down, observed');
    await turn(clock);
    expect(await boardOf(world)).toBe('possible: pec operational, observed');
    const kept = await results(probe);
    expect(kept[3]).toEqual({ outcome: 'failed', blind: false, seen: 'réponse 500, attendu 200' });
  });
  it('that flaps is neither cut nor restored by it', async () => {
    await aProbe(0);
    const clock = aClock();
    await turn(clock, 3);
    for (const mood of ['failing', 'working', 'failing', 'failing', 'working', 'failing'] as const) {
      at(0).be(mood);
      await turn(clock);
      expect(await boardOf(world)).toBe('possible: pec operational, observed');
    }
  });
  it('too slow, is cut like one that is down', async () => {
    const probe = await aProbe(0, { timeoutMs: 150 });
    at(0).be('slow');
    await turn(aClock(), 3);
    expect(await outcomes(probe)).toEqual(['timeout', 'timeout', 'timeout']);
    expect(await boardOf(world)).toBe('suspended: pec down, observed');
  });
  it('whose certificate expires is cut, page and certificate alike', async () => {
    const authority = await createAuthority(world.now());
    const expired = await startPlatform(await authority.issue('portail.test', -1));
    const probe = await aProbe(0);
    const steps = [{ kind: 'tls', host: 'portail.test', port: expired.port, daysLeft: 14 }];
    await onJournal(world.db, (trx) => changeProbe(trx, probe, { steps: JSON.stringify(steps) }));
    await turn(aClock(), 3);
    expect(await boardOf(world)).toBe('suspended: pec down, observed');
    expect((await results(probe))[0]?.seen).toMatch(/^certificat expiré depuis le \d{4}-/);
    await expired.stop();
  });
  it('no longer probed says nothing after three intervals', async () => {
    await aProbe(0);
    await turn(aClock(), 3);
    world.pass(28 * SECOND);
    expect(await boardOf(world)).toBe('possible: pec operational, observed');
    world.pass(2 * SECOND);
    expect(await boardOf(world)).toBe('unknown: pec unknown, silent');
  });
});

describe('the clock', () => {
  it('runs a probe at its own pace, never before nine tenths of it', async () => {
    const probe = await aProbe(0);
    const clock = aClock();
    await clock.turn();
    world.pass(8.9 * SECOND);
    await clock.turn();
    expect(await outcomes(probe)).toHaveLength(1);
    world.pass(2.2 * SECOND);
    await clock.turn();
    expect(await outcomes(probe)).toHaveLength(2);
  });
  it('rests until something is due, and not at all once something moved', async () => {
    const clock = aClock();
    expect(clock.rest()).toBe(0);
    await clock.turn();
    expect(clock.rest()).toBeGreaterThan(3 * SECOND);
    expect(clock.rest()).toBeLessThanOrEqual(4 * SECOND);
    const probe = await aProbe(0);
    clock.moved();
    expect(clock.rest()).toBe(0);
    const turning = clock.turn();
    expect(clock.rest()).toBe(0);
    await turning;
    expect(await outcomes(probe)).toHaveLength(1);
    world.pass(3 * SECOND);
    expect(clock.rest()).toBeGreaterThan(0);
    expect(clock.rest()).toBeLessThanOrEqual(SECOND);
    world.pass(9 * SECOND);
    await clock.turn();
    expect(await outcomes(probe)).toHaveLength(2);
  });
  it('goes on where another instance left', async () => {
    const probe = await aProbe(0);
    await aClock().turn();
    world.pass(2 * SECOND);
    await aClock().turn();
    expect(await outcomes(probe)).toHaveLength(1);
  });
  it('sees a probe enabled or disabled within five seconds', async () => {
    const clock = aClock();
    await clock.turn();
    const probe = await aProbe(0);
    world.pass(5 * SECOND);
    await clock.turn();
    expect(await outcomes(probe)).toHaveLength(1);
    await onJournal(world.db, (trx) => changeProbe(trx, probe, { disabledAt: world.now() }));
    world.pass(11 * SECOND);
    await clock.turn();
    expect(await outcomes(probe)).toHaveLength(1);
  });
  it('asks at most eight at once', async () => {
    at(0).be('slow');
    const probes = await Promise.all(Array.from({ length: 10 }, () => aProbe(0, { flow: 'idb' })));
    const before = at(0).calls();
    const turning = aClock().turn();
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(at(0).calls() - before).toBe(8);
    await turning;
    expect(at(0).calls() - before).toBe(10);
    for (const probe of probes) expect(await outcomes(probe)).toEqual(['ok']);
  });
});

const blindSince = async () => probeList.parse((await world.get('/api/v1/probes')).body).blindSince;
const lose = () => {
  for (const platform of platforms) platform.be('failing');
};

describe('our own network', () => {
  it('gone, nobody is blamed; back, we see from the first success on', async () => {
    const ours = [await aProbe(0), await aProbe(1, { platform: 'south' }), await aProbe(2, { flow: 'idb' })];
    const clock = aClock();
    await turn(clock, 3);
    lose();
    const seqs = [await readSeq(world.db)];
    await turn(clock);
    seqs.push(await readSeq(world.db));
    await turn(clock, 3);
    seqs.push(await readSeq(world.db));
    expect(seqs.map((seq) => seq - (seqs[0] ?? 0))).toEqual([0, 1, 1]);
    for (const probe of ours)
      expect(await outcomes(probe)).toEqual([
        ...['ok', 'ok', 'ok'],
        ...['blind failed', 'blind failed', 'blind failed', 'blind failed'],
      ]);
    expect(await boardOf(world)).toBe('unknown: pec unknown, silent');
    const blind = await blindSince();
    expect(+world.now() - +new Date(blind ?? 0)).toBeLessThan(60 * SECOND);
    at(1).be('working');
    await turn(clock);
    expect(await blindSince()).toBeNull();
    expect((await outcomes(ours[1] ?? '')).at(-1)).toBe('ok');
    expect((await outcomes(ours[0] ?? '')).at(-1)).toBe('failed');
  });
  it('is not accused by two platforms that truly fail while a third answers', async () => {
    const ours = [await aProbe(0), await aProbe(1, { platform: 'south' }), await aProbe(2, { flow: 'idb' })];
    const clock = aClock();
    await turn(clock, 3);
    at(0).be('failing');
    at(1).be('failing');
    await turn(clock, 3);
    expect((await outcomes(ours[0] ?? '')).slice(-3)).toEqual(['failed', 'failed', 'failed']);
    expect(await boardOf(world)).toBe('suspended: pec down, observed');
  });
  it('a probe failing alone calls the others as witnesses, before their turn', async () => {
    const quick = await aProbe(0);
    const others = [await aProbe(1, { platform: 'south' }), await aProbe(2, { flow: 'idb' })];
    await onJournal(world.db, (trx) =>
      trx.updateTable('probe').set({ intervalSeconds: 3_600 }).where('id', 'in', others).execute(),
    );
    const clock = aClock();
    await turn(clock, 2);
    world.pass(20 * SECOND);
    lose();
    await turn(clock, 3);
    expect((await outcomes(quick)).slice(-3)).toEqual(['blind failed', 'blind failed', 'blind failed']);
    for (const other of others) expect(await outcomes(other)).toEqual(['ok', 'blind failed']);
  });
  it('two probes are too few to accuse it', async () => {
    const ours = [await aProbe(0), await aProbe(1, { platform: 'south' })];
    const clock = aClock();
    lose();
    await turn(clock, 3);
    expect(await outcomes(ours[0] ?? '')).toEqual(['failed', 'failed', 'failed']);
  });
  it('is judged by a reference where there is one', async () => {
    const probe = await aProbe(0);
    const reference = await startPlatform();
    const clock = aClock({ host: '127.0.0.1', port: reference.port });
    lose();
    await turn(clock, 1);
    await reference.stop();
    await turn(clock, 2);
    expect(await outcomes(probe)).toEqual(['failed', 'blind failed', 'blind failed']);
    expect(await boardOf(world)).toBe('possible: pec operational, presumed');
  });
});
