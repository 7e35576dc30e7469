import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { addProbe } from '#db/probes';
import { digest } from '#server/accounts/secrets';
import { heartbeatHeard, observationsKept } from '#server/contract/observations';
import { DAY, HOUR, MINUTE, SECOND, shift } from '#server/domain/facts/intervals';
import { onJournal } from '../../support/world/on-journal';
import {
  aWriter,
  boardOf,
  faultOf,
  kindOf,
  openWorld,
  type World,
  type Writer,
} from '../../support/world/writers';

type Probe = Awaited<ReturnType<Writer['probe']>>;

let world: World;
let north: Writer;
let probe: Probe;
beforeAll(async () => {
  world = await openWorld();
  north = await aWriter(world, { organisation: 'north' });
});
afterAll(() => world.close());
/** Each test has a source of its own, and the ones before it are revoked: a key revoked measures nothing more. */
beforeEach(async () => {
  await onJournal(world.db, (trx) =>
    trx.updateTable('apiKey').set({ revokedAt: world.now() }).where('kind', '=', 'probe').execute(),
  );
  probe = await north.probe();
});

const anObservation = (outcome: string, ago: number, more: object = {}) => ({
  platform: 'north',
  flow: 'pec',
  observedAt: shift(world.now(), -ago).toISOString(),
  outcome,
  ...more,
});
const push = (...observations: object[]) => probe.post('/observations', observations);
/** As often as the key says. */
const EVERY = 5 * MINUTE;
const results = (outcomes: string, until = 0) =>
  [...outcomes].map((sign, index) =>
    anObservation(sign === '+' ? 'ok' : 'failed', until + (outcomes.length - 1 - index) * EVERY),
  );

describe('results pushed', () => {
  it('three failures in a row cut, two do not', async () => {
    const { status, body } = await push(...results('--'));
    expect(status).toBe(200);
    expect(observationsKept.parse(body)).toEqual({ accepted: 2, repeated: 0, refused: [] });
    expect(await boardOf(world)).toBe('possible: pec operational, presumed');
    await push(anObservation('timeout', -SECOND, { durationMs: 10_000 }));
    world.pass(2 * SECOND);
    expect(await boardOf(world)).toBe('suspended: pec down, observed');
  });
  it('three successes in a row support what nobody spoke of, and clear the failures', async () => {
    await push(...results('---', 3 * EVERY));
    await push(...results('+++'));
    world.pass(SECOND);
    expect(await boardOf(world)).toBe('possible: pec operational, observed');
  });
  it('three successes within a second are one', async () => {
    await push(...[0, 1, 2, 3].map((rank) => anObservation('ok', rank * 250)));
    world.pass(SECOND);
    expect(await boardOf(world)).toBe('possible: pec operational, presumed');
  });
  it('a newcomer that falls silent withdraws its support, and turns nobody grey', async () => {
    await push(...results('+++', 14 * MINUTE));
    expect(await boardOf(world)).toBe('possible: pec operational, observed');
    world.pass(MINUTE + SECOND);
    expect(await boardOf(world)).toBe('possible: pec operational, presumed');
  });
  it('a source heard for a day that falls silent says nothing is known', async () => {
    await push(anObservation('ok', 25 * 60 * MINUTE), ...results('+++', 14 * MINUTE));
    expect(await boardOf(world)).toBe('possible: pec operational, observed');
    world.pass(MINUTE + SECOND);
    expect(await boardOf(world)).toBe('unknown: pec unknown, silent');
  });
  it('late, permuted and repeated, they say the same', async () => {
    const all = results('+++-+---+').map((each, index) => ({ ...each, sequence: index }));
    const shuffled = [...all].sort((a, b) => ((a.sequence * 7) % 9) - ((b.sequence * 7) % 9));
    for (const each of shuffled) expect((await push(each)).status).toBe(200);
    const again = await push(...all);
    expect(again.body).toEqual({ accepted: 0, repeated: 9, refused: [] });
    world.pass(SECOND);
    expect(await boardOf(world)).toBe('suspended: pec down, observed');
    const runs = await world.db
      .selectFrom('observationRun')
      .innerJoin('probe', 'probe.id', 'observationRun.probe')
      .select(['isOk', 'firstAt', 'thirdAt', 'lastAt'])
      .where('key', '=', probe.key.id)
      .orderBy('firstAt')
      .execute();
    expect(runs.map(({ isOk, thirdAt }) => [isOk, thirdAt !== null])).toEqual([
      [true, true],
      [false, false],
      [true, false],
      [false, true],
      [true, false],
    ]);
  });
  it('are counted by hour and by day', async () => {
    await push(
      anObservation('ok', 0, { durationMs: 100 }),
      anObservation('ok', MINUTE, { durationMs: 300 }),
      anObservation('failed', 2 * MINUTE),
    );
    const hours = await world.db
      .selectFrom('observationDay')
      .innerJoin('probe', 'probe.id', 'observationDay.probe')
      .select(({ fn }) => [
        fn.sum<string>('ok').as('ok'),
        fn.sum<string>('failed').as('failed'),
        fn.sum<string>('observationDay.durationMs').as('durationMs'),
        fn.max('slowestMs').as('slowestMs'),
      ])
      .where('key', '=', probe.key.id)
      .executeTakeFirstOrThrow();
    expect(hours).toEqual({ ok: '2', failed: '1', durationMs: '400', slowestMs: 300 });
  });
  it('one alone is taken too', async () => {
    const { status, body } = await probe.post('/observations', anObservation('ok', 0));
    expect([status, body]).toEqual([200, { accepted: 1, repeated: 0, refused: [] }]);
  });
});

describe('refused one by one, the good ones kept', () => {
  it.each([
    ['from the future', () => anObservation('ok', -130 * SECOND), '/1/observedAt', /deux minutes/],
    ['too old to be kept', () => anObservation('ok', 90 * DAY), '/1/observedAt', /90 jours/],
    [
      'for a flow the platform has not',
      () => anObservation('ok', 0, { flow: 'noemie' }),
      '/1/flow',
      /échange/,
    ],
    [
      'of another platform',
      () => anObservation('ok', 0, { platform: 'south' }),
      '/1/platform',
      /Nord écrit sur/,
    ],
    ['of no platform', () => anObservation('ok', 0, { platform: 'east' }), '/1/platform', /inconnue/],
    ['of no known outcome', () => anObservation('slow', 0), '/1/outcome', /hors liste/],
    ['not an observation', () => 'ok' as unknown as object, '/1', /./],
  ])('%s', async (_, given, pointer, words) => {
    const { status, body } = await push(anObservation('ok', MINUTE), given(), anObservation('ok', 0));
    expect(status).toBe(207);
    expect(body).toMatchObject({ accepted: 2, refused: [{ index: 1, pointer }] });
    expect(body.refused[0].detail).toMatch(words);
    expect(body.refused[0].cure).not.toBe('');
  });
  it('less than two minutes ahead is a clock a little fast', async () => {
    expect((await push(anObservation('ok', -119 * SECOND))).status).toBe(200);
  });
  it('out of order, or under a number that served', async () => {
    await push(
      anObservation('ok', 2 * MINUTE, { sequence: 10 }),
      anObservation('ok', MINUTE, { sequence: 11 }),
    );
    const { body } = await push(
      anObservation('ok', 3 * MINUTE, { sequence: 12 }),
      anObservation('failed', MINUTE, { sequence: 11 }),
      anObservation('ok', 90 * SECOND, { sequence: 9 }),
      anObservation('ok', 5 * MINUTE, { sequence: 3 }),
      anObservation('ok', 0, { sequence: 13 }),
    );
    expect(body).toMatchObject({ accepted: 2 });
    expect(body.refused.map((each: { index: number; detail: string }) => [each.index, each.detail])).toEqual([
      [0, expect.stringContaining('revient en arrière')],
      [1, expect.stringContaining('déjà servi')],
      [2, expect.stringContaining('revient en arrière')],
    ]);
  });
  it('the 501st of a batch', async () => {
    const { status, body } = await push(
      ...Array.from({ length: 501 }, (_, index) => anObservation('ok', index * SECOND)),
    );
    expect(status).toBe(207);
    expect(body).toMatchObject({ accepted: 500, refused: [{ index: 500, pointer: '/500' }] });
  });
  it('none good: refused whole, with each fault', async () => {
    const answer = await push(anObservation('ok', -HOUR), anObservation('ok', 0, { flow: 'noemie' }));
    expect(faultOf(answer)).toEqual({ status: 422, pointer: '/0/observedAt', hasCure: true });
    expect(answer.body.faults).toHaveLength(2);
  });
});

describe('who measures', () => {
  it('a probe’s key, not a writer’s, nor a session', async () => {
    const observation = anObservation('ok', 0);
    expect((await north.post('/observations', observation)).status).toBe(403);
    const session = await north.session();
    expect((await session.post('/observations', observation)).status).toBe(403);
    const opticians = await aWriter(world, { organisation: 'opticians' });
    expect((await (await opticians.probe()).post('/observations', observation)).status).toBe(403);
  });
  it('the desk’s, on every platform', async () => {
    const desk = await (await aWriter(world, { organisation: 'desk' })).probe();
    expect((await desk.post('/observations', anObservation('ok', 0, { platform: 'south' }))).status).toBe(
      200,
    );
  });
});

describe('a heartbeat', () => {
  const aHeartbeat = async () => {
    const token = randomBytes(32).toString('base64url');
    await onJournal(world.db, (trx) =>
      addProbe(trx, {
        id: `beat-${digest(token)
          .slice(0, 8)
          .toLowerCase()
          .replaceAll(/[^a-z0-9]/g, '0')}`,
        platform: 'north',
        flow: 'virement',
        name: 'Battement',
        kind: 'heartbeat',
        intervalSeconds: 60,
        timeoutMs: 1000,
        steps: '[]',
        tokenHash: digest(token),
        key: null,
        createdAt: world.now(),
        enabledAt: world.now(),
        disabledAt: null,
      }),
    );
    return `/api/v1/heartbeats/${token}`;
  };

  it('is heard by GET and by POST, three make it observed, silence takes that back', async () => {
    const address = await aHeartbeat();
    for (const ask of ['get', 'post', 'get'] as const) {
      const { status, body } = ask === 'get' ? await world.get(address) : await world.send('POST', address);
      expect(status).toBe(200);
      expect(heartbeatHeard.parse(body)).toEqual(body);
      world.pass(MINUTE);
    }
    const flow = async () => {
      const { body } = await world.get('/api/v1/answers/optician/platforms/north');
      const { health, basis } = body.candidates[0].flows.find(
        (each: { flow: string }) => each.flow === 'virement',
      );
      return `${health} ${basis}`;
    };
    expect(await flow()).toBe('operational observed');
    world.pass(2 * MINUTE + SECOND);
    expect(await flow()).toBe('operational presumed');
  });
  it('that says « down » is a failed result, by any of its roads, and its message is kept nowhere', async () => {
    const address = await aHeartbeat();
    const token = address.split('/').at(-1) ?? '';
    const say = [
      () => world.get(`${address}?status=down&msg=KO`),
      () => world.send('POST', `${address}?status=down`),
      () =>
        world.send('POST', '/api/v1/heartbeats?status=down&msg=patient', undefined, {
          'Heartbeat-Token': token,
        }),
      () => world.get(`${address}?status=up&msg=OK`),
    ];
    for (const each of say) {
      expect((await each()).status).toBe(200);
      world.pass(SECOND);
    }
    const kept = await world.db
      .selectFrom('observation')
      .innerJoin('probe', 'probe.id', 'observation.probe')
      .select(['outcome', 'seen'])
      .where('tokenHash', '=', digest(token))
      .orderBy('observedAt')
      .execute();
    expect(kept.map(({ outcome }) => outcome)).toEqual(['failed', 'failed', 'failed', 'ok']);
    expect(JSON.stringify(kept)).not.toMatch(/KO|patient/);
  });
  it.each([
    ['status=ko', '/query/status'],
    ['status=', '/query/status'],
    ['status=DOWN', '/query/status'],
    ['status=up&status=down', '/query/status'],
    ['Status=down', '/query/Status'],
    ['state=down', '/query/state'],
    ['ping=12', '/query/ping'],
  ])('that says what it does not know (%s) is heard as nothing, and told so', async (query, pointer) => {
    const address = await aHeartbeat();
    for (const answer of [
      await world.get(`${address}?${query}`),
      await world.send('POST', `${address}?${query}`),
    ]) {
      expect([answer.status, answer.body.pointer]).toEqual([400, pointer]);
      expect(`${answer.body.detail} ${answer.body.cure}`).toMatch(/status|paramètre/);
    }
    const token = address.split('/').at(-1) ?? '';
    const results = world.db
      .selectFrom('observation')
      .innerJoin('probe', 'probe.id', 'observation.probe')
      .select('outcome')
      .where('tokenHash', '=', digest(token));
    expect(await results.execute()).toEqual([]);
  });
  it('is heard with its token in a header, and not without', async () => {
    const token = (await aHeartbeat()).split('/').at(-1) ?? '';
    const beat = (headers: Record<string, string>) =>
      world.send('POST', '/api/v1/heartbeats', undefined, headers);
    const heard = await beat({ 'Heartbeat-Token': token });
    expect([heard.status, heartbeatHeard.parse(heard.body)]).toEqual([200, heard.body]);
    const none = await beat({});
    expect([none.status, none.body.pointer]).toEqual([400, '/header/heartbeat-token']);
  });
  it('of no known token is refused', async () => {
    const answer = await world.get('/api/v1/heartbeats/nothing');
    expect([answer.status, kindOf(answer)]).toEqual([404, 'unknown-id']);
    const other = await world.send('POST', '/api/v1/heartbeats', undefined, { 'Heartbeat-Token': 'nothing' });
    expect([other.status, other.body.pointer]).toEqual([404, '/header/heartbeat-token']);
  });
});
