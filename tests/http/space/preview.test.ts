import { afterAll, beforeAll, expect, it } from 'vitest';
import { noticePreview, preview } from '#server/contract/space';
import {
  aNotice,
  aSaid,
  aWriter,
  boardOf,
  kindOf,
  openWorld,
  type World,
  type Writer,
} from '../../support/world/writers';

let world: World;
let north: Writer;
beforeAll(async () => {
  world = await openWorld();
  north = await aWriter(world, { organisation: 'north' });
});
afterAll(() => world.close());

const claim = (given: Record<string, unknown> = {}) => ({
  flows: ['pec'],
  professions: ['optician'],
  health: 'down',
  ...given,
});
const ask = (statements: object[]) => north.post('/preview', { platform: 'north', statements });
const boardIn = (
  body: { boards: { profession: string; now: unknown; after: unknown }[] },
  profession: string,
) => body.boards.find((each) => each.profession === profession);

it('says of each profession what its board would say, and says it to nobody else', async () => {
  const { status, body } = await ask([claim()]);
  expect([status, preview.parse(body)]).toEqual([200, body]);
  expect(boardIn(body, 'optician')).toMatchObject({
    now: { verdict: 'possible' },
    after: { verdict: 'suspended', reason: 'pec-down' },
  });
  expect(boardIn(body, 'dentist')).toMatchObject({ after: { verdict: 'possible' } });
  expect(await boardOf(world)).toBe('possible: pec operational, presumed');
});

it('says that a return would only be announced', async () => {
  await north.post('/statements', aSaid());
  const { body } = await ask([claim({ health: 'operational' })]);
  expect(boardIn(body, 'optician')).toMatchObject({
    now: { verdict: 'suspended' },
    after: { verdict: 'restricted', reason: 'pec-degraded' },
  });
});

it('says nothing to whoever is not signed in, nor of a platform that is not', async () => {
  const asked = { platform: 'north', statements: [] };
  expect((await world.doors.send('POST', '/api/v1/preview', asked)).status).toBe(401);
  expect(kindOf(await north.post('/preview', { ...asked, platform: 'nord' }))).toBe('unknown-id');
});

it('says of how many answers a notice would change « Que faire », and which first', async () => {
  const union = await aWriter(world, { organisation: 'pharmacists' });
  const previewed = async (given: Record<string, unknown>) => {
    const body = aNotice({ professions: ['pharmacist'], ...given });
    const asked = await union.post('/preview/notice', body);
    expect([asked.status, noticePreview.parse(asked.body)]).toEqual([200, asked.body]);
    const { reached, advised, possible, first } = asked.body;
    return [reached, advised, possible, first.map(({ name }: { name: string }) => name).join(', ')];
  };
  expect(await previewed({})).toEqual([2, 2, 2, 'Alba, Brio']);
  expect(await previewed({ platforms: ['north'] })).toEqual([1, 1, 1, 'Alba']);
  expect(await previewed({ mutuelles: ['brio'] })).toEqual([1, 1, 1, 'Brio']);
  expect(await previewed({ advice: null })).toEqual([2, 0, 0, '']);
  expect(await previewed({ advice: 'patient-pays' })).toEqual([2, 0, 0, '']);
  expect(await previewed({ professions: ['optician'] })).toEqual([0, 0, 0, '']);
  const toAll = aNotice({ professions: ['pharmacist'], advice: 'patient-pays' });
  expect((await union.post('/preview/notice', toAll)).body).toMatchObject({
    asText: 2,
    professions: [{ profession: 'pharmacist', reached: 2, advised: 0, possible: 0, asText: 2 }],
  });
  expect((await world.doors.send('POST', '/api/v1/preview/notice', aNotice())).status).toBe(401);
});
