import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { updateRecord } from '#server/contract/incidents';
import { HOUR } from '#server/domain/facts/intervals';
import {
  API,
  aWriter,
  faultOf,
  kindOf,
  openWorld,
  type World,
  type Writer,
} from '../../support/world/writers';

let world: World;
let north: Writer;
beforeEach(async () => {
  world = await openWorld();
  north = await aWriter(world, { organisation: 'north' });
});
afterEach(() => world.close());

const claim = (given: Record<string, unknown> = {}) => ({
  platform: 'north',
  flows: ['pec'],
  professions: ['optician'],
  health: 'down',
  ...given,
});
const step = (given: Record<string, unknown> = {}) => ({
  stage: 'investigating',
  statements: [claim()],
  ...given,
});
const open = (update?: Record<string, unknown>) =>
  north.post('/incidents', { title: 'Panne', cause: 'technical', platforms: ['north'], update });
const add = (incident: string, given: Record<string, unknown> = {}) =>
  north.post(`/incidents/${incident}/updates`, step(given));

describe('a step with when it should be back', () => {
  const back = () => world.in(HOUR);
  const read = async (incident: string) => (await world.get(`${API}/incidents/${incident}`)).body;

  it('alone, says again what its author said does not work, flow by flow, with the date', async () => {
    const since = world.in(-2 * HOUR);
    const incident = (
      await open(
        step({
          effectiveAt: since,
          statements: [
            claim({ flows: ['pec', 'idb'] }),
            claim({ health: 'degraded', professions: ['dentist'] }),
          ],
        }),
      )
    ).body.id;
    const expectedBack = back();
    const { status, body } = await add(incident, { statements: [], expectedBack, stage: 'identified' });
    expect([status, updateRecord.parse(body)]).toEqual([201, body]);
    expect(
      body.statements.map(({ flows, professions, health }: Record<string, unknown>) => [
        flows,
        professions,
        health,
      ]),
    ).toEqual([
      [['pec'], ['optician'], 'down'],
      [['idb'], ['optician'], 'down'],
      [['pec'], ['dentist'], 'degraded'],
    ]);
    for (const each of body.statements)
      expect(each).toMatchObject({
        incident,
        update: body.id,
        by: 'north',
        effectiveAt: since,
        expectedBack,
        stage: 'identified',
      });
    expect(await read(incident)).toMatchObject({ expectedBack, expectedBackBy: 'north', startedAt: since });
    const answer = (await world.get(`${API}/answers/optician/platforms/north`)).body;
    expect(answer).toMatchObject({ verdict: 'suspended', expectedBack, since });
    const later = world.in(3 * HOUR);
    await add(incident, { statements: [], expectedBack: later });
    expect((await read(incident)).expectedBack).toBe(later);
  });

  it('with statements, is theirs unless they give one; « operational » has none', async () => {
    const incident = (await open(step())).body.id;
    const [expectedBack, own] = [back(), world.in(2 * HOUR)];
    const { body } = await add(incident, {
      expectedBack,
      statements: [
        claim(),
        claim({ flows: ['idb'], expectedBack: own }),
        claim({ professions: ['dentist'], health: 'operational' }),
        claim({ professions: ['nurse'], health: 'operational', expectedBack: own }),
      ],
    });
    expect(body.statements.map((each: { expectedBack: string | null }) => each.expectedBack)).toEqual([
      expectedBack,
      own,
      null,
      null,
    ]);
  });

  it.each<[string, () => Record<string, unknown>, string]>([
    ['when nothing of one’s own is down', () => ({ expectedBack: back() }), 'nothing-down'],
    ['for an instant past', () => ({ expectedBack: world.in(-1) }), 'not-acceptable'],
  ])('is refused %s, and nothing of it is kept', async (_, given, kind) => {
    const incident = (await open()).body.id;
    const refused = await add(incident, { statements: [], ...given() });
    expect([refused.status, kindOf(refused), faultOf(refused).pointer]).toEqual([422, kind, '/expectedBack']);
    expect((await read(incident)).steps).toEqual([]);
  });

  it('is refused once its author has said that all is back', async () => {
    const incident = (await open(step())).body.id;
    await add(incident, {
      statements: [claim({ flows: ['pec', 'idb'], professions: 'all', health: 'operational' })],
    });
    const virement = {
      statements: [claim({ flows: ['virement'], professions: 'all', health: 'operational' })],
    };
    await add(incident, virement);
    expect(kindOf(await add(incident, { statements: [], expectedBack: back() }))).toBe('nothing-down');
  });

  it('opening an incident, is of its statements', async () => {
    const expectedBack = back();
    const { body } = await open(step({ expectedBack }));
    expect(body.update.statements).toMatchObject([{ expectedBack }]);
  });
});
