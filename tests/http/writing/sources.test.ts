import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CONVENTION_COLUMNS } from '#server/contract/convention-columns';
import { importOutcome } from '#server/contract/directory-edits';
import { DAY, HOUR, MINUTE } from '#server/domain/facts/intervals';
import type { Outbound } from '#server/outbound/targets';
import { readSources } from '#server/runtime/source-readings';
import { createAuthority } from '../../support/peers/certificates';
import { startListServer } from '../../support/peers/list-server';
import { aWriter, bySession, openWorld, type World, type Writer } from '../../support/world/writers';

let world: World;
let desk: Writer;
let site: Awaited<ReturnType<typeof startListServer>>;
let outbound: Outbound;
/** The clock of the readings alone: days pass for them, and no session ends. */
let ahead = 0;
beforeAll(async () => {
  world = await openWorld();
  desk = bySession(await aWriter(world, { organisation: 'desk' }));
  const authority = await createAuthority(new Date());
  site = await startListServer(await authority.issue('listes.test', 60));
  outbound = { isLoopbackAllowed: true, lookup: async () => ['127.0.0.1'], trusted: authority.root };
});
afterAll(async () => {
  await site.stop();
  await world.close();
});

const list = (...rows: string[]) => `${[CONVENTION_COLUMNS.join(';'), ...rows].join('\r\n')}\r\n`;
const row = (profession: string, code: string) => `Alba;SOUTH;${profession};${code};;01/02/2024;;;;;haute`;

const read = (through: Outbound = outbound) =>
  readSources(
    { db: world.db, now: () => new Date(Date.now() + ahead), outbound: through },
    new AbortController().signal,
  );
const aDayLater = async () => {
  ahead += DAY + MINUTE;
  await read();
};
const sourceAt = async (url: string) =>
  (await desk.get('/sources')).body.sources.find((source: { url: string }) => source.url === url);
const served = async (code: string): Promise<string[]> => {
  const rows = await world.db
    .selectFrom('convention')
    .select('professions')
    .where('code', '=', code)
    .execute();
  return rows.flatMap(({ professions }) => [...(professions ?? ['all'])]);
};
const add = async (path: string, isReplacing = false) => {
  const url = site.url(path);
  const { status, body } = await desk.post('/sources', { url, isReplacing });
  expect(status).toBe(201);
  return { url, id: body.id as string };
};

describe('an address that is read each day', () => {
  it('has what it says wait for the desk, which loads it', async () => {
    site.say({ body: list(row('opticien', 'DAY')) });
    const { url, id } = await add('/a.csv');
    expect(await sourceAt(url)).toMatchObject({ readAt: null, failure: null, waiting: null });
    await read();
    expect(await served('DAY')).toEqual([]);
    const { waiting } = await sourceAt(url);
    const seen = await desk.get(`/sources/${id}/waiting`);
    expect([seen.status, seen.body.isDryRun, seen.body.changes[0].after.professions]).toEqual([
      200,
      true,
      ['optician'],
    ]);
    expect(await served('DAY')).toEqual([]);

    const other = { accepted: true, digest: '0'.repeat(64) };
    expect((await desk.post(`/sources/${id}/decision`, other)).status).toBe(409);
    const decision = { accepted: true, digest: waiting.digest };
    expect((await desk.post(`/sources/${id}/decision`, decision)).status).toBe(200);
    expect(await served('DAY')).toEqual(['optician']);
    expect((await desk.post(`/sources/${id}/decision`, decision)).status).toBe(409);
    const { rows } = (await desk.get('/audit?action=source-loaded&limit=1')).body;
    expect(rows).toMatchObject([{ account: desk.account.id, after: { url } }]);
  });
  it('is read once a day, and says nothing when the record says the same', async () => {
    const { calls } = site;
    const before = calls();
    await read();
    expect(calls()).toBe(before);
    await aDayLater();
    expect(calls()).toBe(before + 1);
    expect(await sourceAt(site.url('/a.csv'))).toMatchObject({ failure: null, waiting: null });
  });
  it('put aside, waits again only when it says something else', async () => {
    const url = site.url('/a.csv');
    site.say({ body: list(row('dentiste', 'DAY')) });
    await aDayLater();
    const { id, waiting } = await sourceAt(url);
    await desk.post(`/sources/${id}/decision`, { accepted: false, digest: waiting.digest });
    await aDayLater();
    expect((await sourceAt(url)).waiting).toBeNull();
    expect(await served('DAY')).toEqual(['optician']);
    site.say({ body: list(row('infirmier', 'DAY')) });
    await aDayLater();
    expect((await sourceAt(url)).waiting.digest).not.toBe(waiting.digest);
  });
  it('tells what is wrong, keeps what waits, and is tried again within the hour', async () => {
    const url = site.url('/a.csv');
    const failure = async (said: Parameters<typeof site.say>[0]) => {
      site.say(said);
      ahead += HOUR + MINUTE;
      await read();
      const source = await sourceAt(url);
      expect(source.waiting).not.toBeNull();
      return source.failure;
    };
    site.say({ status: 503 });
    await aDayLater();
    expect(await failure({ status: 404 })).toBe('l’adresse répond 404');
    expect(await failure({ body: 'x'.repeat(1024 * 1024 + 1) })).toBe('le fichier dépasse 1 Mo');
    expect(await failure({ body: list('Alba;nulle part;tous;;;;;;;;low') })).toMatch(
      /^ligne 2, colonne platform/,
    );
    expect(await failure({ status: 302, location: 'http://listes.test/' })).toBe(
      'l’adresse mène ailleurs, sans https',
    );
    expect(
      await failure({ body: JSON.stringify({ format: 'comptoir-dataset/1', organisations: [HOSTILE] }) }),
    ).toBe('$.organisations : cette liste ne se charge pas ainsi');
    ahead += HOUR + MINUTE;
    await read({ ...outbound, isLoopbackAllowed: false });
    expect((await sourceAt(url)).failure).toMatch(/réseau privé/);
  });
  it('may be a dataset of conventions', async () => {
    const convention = { mutuelle: 'alba', platform: 'south', professions: ['nurse'], code: 'SET' };
    const conventions = [{ ...convention, source: { confidence: 'low' } }];
    site.say({ body: JSON.stringify({ format: 'comptoir-dataset/1', conventions }) });
    const { url, id } = await add('/b.json');
    await read();
    const { waiting } = await sourceAt(url);
    await desk.post(`/sources/${id}/decision`, { accepted: true, digest: waiting.digest });
    expect(await served('SET')).toEqual(['nurse']);
  });
  it('may bring platforms and mutuelles, which wait and are seen whole, and nobody who speaks', async () => {
    const platform = { id: 'east', name: 'Est', kind: 'operator', flows: ['pec'], hosts: ['est.example'] };
    const mutuelles = [
      { id: 'cesar', name: 'César', amcNumbers: ['00410003'] },
      { id: 'alba', name: 'Alba', aliases: ['Alba Santé'], amcNumbers: ['00410001'] },
    ];
    const conventions = [
      { mutuelle: 'cesar', platform: 'east', professions: 'all', source: { confidence: 'low' } },
    ];
    const dataset = { format: 'comptoir-dataset/1', platforms: [platform], mutuelles, conventions };
    site.say({ body: JSON.stringify(dataset) });
    const { url, id } = await add('/whole.json');
    const before = (await desk.get('/due')).body.sources;
    await read();
    expect((await desk.get('/due')).body.sources).toBe(before + 1);
    expect((await world.get('/api/v1/mutuelles/cesar')).status).toBe(404);
    expect((await world.get('/api/v1/platforms/east')).status).toBe(404);
    const seen = importOutcome.parse((await desk.get(`/sources/${id}/waiting`)).body);
    expect(seen.platforms).toMatchObject([{ before: null, after: platform }]);
    expect(seen.mutuelles.map(({ before, after }) => [before?.aliases ?? null, after.aliases])).toEqual([
      [null, []],
      [[], ['Alba Santé']],
    ]);
    expect(seen.changes.map(({ after }) => [after.mutuelle, after.platform])).toEqual([['cesar', 'east']]);

    const { waiting } = await sourceAt(url);
    await desk.post(`/sources/${id}/decision`, { accepted: true, digest: waiting.digest });
    expect((await desk.get('/due')).body.sources).toBe(before);
    expect((await world.get('/api/v1/mutuelles/alba')).body.aliases).toEqual(['Alba Santé']);
    const { body } = await world.get('/api/v1/answers/optician/cesar');
    expect(body.candidates.map(({ platform }: { platform: string }) => platform)).toEqual(['east']);

    const statements = [{ ...SAID, platform: 'east' }];
    site.say({ body: JSON.stringify({ ...dataset, statements }) });
    await aDayLater();
    expect(await sourceAt(url)).toMatchObject({
      failure: '$.statements : cette liste ne se charge pas ainsi',
      waiting: null,
    });
    await desk.post(`/sources/${id}/removal`, {});
  });
  it('is read no more once removed, and may be added again', async () => {
    const { url, id } = await sourceAt(site.url('/b.json'));
    expect((await desk.post('/sources', { url })).status).toBe(409);
    expect((await desk.post(`/sources/${id}/removal`, {})).status).toBe(200);
    expect((await desk.post(`/sources/${id}/removal`, {})).status).toBe(404);
    expect((await desk.get(`/sources/${id}/waiting`)).status).toBe(404);
    expect(await sourceAt(url)).toBeUndefined();
    await add('/b.json', true);
  });
  it.each(['http://listes.test/a.csv', 'https://a:b@listes.test/', 'file:///etc/passwd', 'listes.test'])(
    'is in https, without a name: not %s',
    async (url) => {
      expect((await desk.post('/sources', { url })).status).toBe(400);
    },
  );
});

const SAID = {
  id: 'intrus',
  by: 'east',
  effectiveAt: '2024-02-01T12:00:00Z',
  recordedAt: '2024-02-01T12:00:00Z',
  flows: ['pec'],
  professions: 'all',
  health: 'operational',
};
const HOSTILE = { id: 'intrus', name: 'Intrus', kind: 'desk' };
