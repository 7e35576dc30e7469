import { afterAll, beforeAll, expect, it } from 'vitest';
import { checkAudit } from '#db/audit-check';
import { readWhole } from '#server/dataset/file';
import { PROFESSIONS } from '#server/domain/facts/vocabulary';
import { openDoors } from '../../support/runner/api';
import { createDatabase } from '../../support/runner/database';
import { counted, load } from '../../support/world/datasets';
import { API, aNotice, aSaid, aWriter, openWorld, type World } from '../../support/world/writers';

let world: World;
let elsewhere: Awaited<ReturnType<typeof createDatabase>>;
beforeAll(async () => {
  world = await openWorld();
  elsewhere = await createDatabase();
});
afterAll(async () => {
  await world.close();
  await elsewhere.close();
});

const version = async (path: string) => ({
  'If-Match': (await world.get(API + path)).headers.get('ETag') ?? '',
});

/** One of each thing that writers write. */
const writeAll = async () => {
  const [north, colleague, union, desk] = await Promise.all(
    ['north', 'north', 'opticians', 'desk'].map((organisation) => aWriter(world, { organisation })),
  );
  if (!north || !colleague || !union || !desk) throw new Error('personne');
  const hand = await north.session();
  await north.post('/statements', aSaid());
  const { body: back } = await north.post('/statements', aSaid({ health: 'operational' }));
  await (await colleague.session()).post(`/statements/${back.id}/confirmation`);
  const { body: slip } = await hand.post('/statements', aSaid({ flows: ['idb'] }));
  await hand.post(`/statements/${slip.id}/retraction`, { reason: 'Erreur' });
  const closing = { effectiveAt: world.in(0), note: 'Rien' };
  await hand.post(
    `/incidents/${slip.incident}/closing`,
    closing,
    await version(`/incidents/${slip.incident}`),
  );
  const byKey = aSaid({ flows: ['dre'], health: 'operational' });
  expect((await union.post('/statements', byKey)).body.witness).toBe(false);
  const cited = { platform: 'south', health: 'degraded', by: 'herald', sourceUrl: 'https://example.org/' };
  await desk.post('/statements', aSaid(cited));
  const window = {
    platform: 'north',
    flows: ['dre'],
    professions: 'all',
    from: world.in(-60_000),
    to: world.in(3_600_000),
  };
  const { occurrences } = (await north.post('/maintenances', { ...window, rrule: 'FREQ=DAILY;COUNT=2' }))
    .body;
  const second = `/maintenances/${occurrences[1].id}`;
  await north.post(`${second}/cancellation`, undefined, await version(second));
  const { body: notice } = await union.post('/notices', aNotice());
  const corrected = await union.post(
    `/notices/${notice.id}/corrections`,
    aNotice({ title: 'Mieux' }),
    await version(`/notices/${notice.id}`),
  );
  expect(corrected.status).toBe(201);
  await desk.put('/mutuelles/alba', { name: 'Alba Santé' }, await version('/mutuelles/alba'));
};

it('what writers wrote, exported and brought elsewhere, answers every question the same', async () => {
  await writeAll();
  const file = JSON.parse(JSON.stringify(await readWhole(world.db)));
  expect(Object.keys(counted(await load(elsewhere.db, file))).length).toBeGreaterThan(9);
  expect(counted(await load(elsewhere.db, file))).toEqual({});
  const at = world.now();
  const there = openDoors(elsewhere, () => at);
  const here = openDoors(world.database, () => at);
  const questions = [
    ...PROFESSIONS.flatMap((each) => [
      `/answers?profession=${each}`,
      `/answers/${each}/alba`,
      `/answers/${each}/brio`,
    ]),
    ...['/incidents', '/maintenances', '/notices', '/mutuelles', '/platforms', '/platforms/north'],
    ...file.incidents.map(({ id }: { id: string }) => `/incidents/${id}`),
    ...file.notices.map(({ id }: { id: string }) => `/notices/${id}`),
  ];
  const plain = (body: object) =>
    JSON.parse(JSON.stringify(body, (key, value) => (key === 'seq' ? undefined : value)));
  for (const question of questions) {
    const [mine, theirs] = [await here.get(API + question), await there.get(API + question)];
    expect([question, theirs.status, plain(theirs.body)]).toEqual([question, 200, plain(mine.body)]);
  }
  const notices = (await there.get(`${API}/notices`)).body.notices;
  expect(notices.map(({ state }: { state: string }) => state)).toEqual(['in-force', 'withdrawn']);
  expect(notices[1].correctedBy).toBe(notices[0].id);
  expect((await checkAudit(elsewhere.db)).faults).toEqual([]);
  expect(JSON.parse(JSON.stringify(await readWhole(elsewhere.db)))).toEqual(file);
});

it('what a file brought is told as such, on answers and incidents; what was said by hand is not', async () => {
  const read = { by: 'north', platform: 'north', flows: ['clc'], professions: 'all', health: 'degraded' };
  const said = { ...read, id: 'read-in-a-file', effectiveAt: world.in(0), recordedAt: world.in(0) };
  counted(await load(world.db, { format: 'comptoir-dataset/1', statements: [said] }));
  const { voices } = (await world.get(`${API}/answers/optician/alba`)).body;
  const imported = voices.map((each: { statement: string; imported: boolean }) => [
    each.statement === 'read-in-a-file',
    each.imported,
  ]);
  expect(imported).toContainEqual([true, true]);
  expect(imported).toContainEqual([false, false]);
  expect(imported).not.toContainEqual([false, true]);
  const { statements } = JSON.parse(JSON.stringify(await readWhole(world.db)));
  const marked = statements.map((each: { id: string; imported?: boolean }) => [
    each.id === 'read-in-a-file',
    each.imported,
  ]);
  expect(marked).toContainEqual([true, undefined]);
  expect(marked).toContainEqual([false, false]);
});
