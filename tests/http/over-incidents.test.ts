import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DAY } from '#server/domain/facts/intervals';
import { aSaying, counted, load } from '../support/world/datasets';
import { openWorld, type World } from '../support/world/writers';

/** Incidents over for longer than what was said in them is held of now, or begun before that. */
let world: World;
const ago = (days: number): string => world.in(-days * DAY);
let said: { old: string; closed: string; lasting: string; over: string };
beforeAll(async () => {
  world = await openWorld();
  said = { old: ago(30), closed: ago(29), lasting: ago(20), over: ago(2) };
  const word = (id: string, incident: string, at: string, given: Record<string, unknown>) =>
    aSaying({ id, incident, effectiveAt: at, recordedAt: at, ...given });
  const closed = (incident: string, at: string) => ({
    incident,
    by: 'desk',
    effectiveAt: at,
    recordedAt: at,
  });
  const facts = {
    incidents: [
      { id: 'old', title: 'Ancienne', platforms: ['north'] },
      { id: 'lasting', title: 'Longue', platforms: ['north'] },
    ],
    statements: [
      word('o', 'old', said.old, { flows: ['idb'] }),
      word('l', 'lasting', said.lasting, { flows: ['pec'], validUntil: said.over }),
    ],
    closings: [closed('old', said.closed), closed('lasting', said.over)],
  };
  counted(await load(world.db, { format: 'comptoir-dataset/1', ...facts }));
});
afterAll(() => world.close());

const read = async (path: string) => (await world.get(path)).body;

describe('an incident that was over a month ago', () => {
  it('is among those of its platform, from its beginning to its end', async () => {
    const { incidents } = await read('/api/v1/platforms/north');
    expect(incidents.find(({ id }: { id: string }) => id === 'old')).toMatchObject({
      startedAt: said.old,
      closedAt: said.closed,
    });
  });
  it('says when its flow was last spoken of, to readers of version 2', async () => {
    const { components } = await read('/api/v2/components.json');
    const idb = components.find(({ id }: { id: string }) => id === 'north.idb');
    expect(idb).toMatchObject({ status: 'operational', updated_at: said.old });
  });
});

it('an outage of three weeks that ended lately left work from its first day', async () => {
  const { backlog } = await read('/api/v1/answers/optician/platforms/north');
  expect(backlog).toMatchObject([
    { platform: 'north', flow: 'pec', from: said.lasting, to: expect.any(String) },
  ]);
});
