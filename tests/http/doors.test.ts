import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { answer, board, operatorAnswer, timeline } from '#server/contract/answers';
import { searchResults } from '#server/contract/found';
import { incidentPage, incidentRecord } from '#server/contract/incidents';
import { maintenancePage } from '#server/contract/maintenances';
import { mutuelleList, mutuelleRecord } from '#server/contract/mutuelles';
import { notice, noticePage } from '#server/contract/notices';
import { platformList, platformRecord } from '#server/contract/platforms';
import { problem } from '#server/contract/problem';
import { snapshot } from '#server/contract/snapshot';
import { openDoors } from '../support/runner/api';
import { createDatabase } from '../support/runner/database';

const CRISIS = 'at=2024-02-02T12:00:00%2B01:00';
const cursorOf = (text: string): string => Buffer.from(text).toString('base64url');

describe('the doors', () => {
  let database: Awaited<ReturnType<typeof createDatabase>>;
  let doors: ReturnType<typeof openDoors>;
  beforeAll(async () => {
    database = await createDatabase('seeded');
    doors = openDoors(database);
  });
  afterAll(async () => {
    expect(doors.accidents).toEqual([]);
    await database.close();
  });
  const get = (path: string, headers = {}) => doors.get(`/api/v1${path}`, headers);

  describe('answer what the contract says', () => {
    it.each([
      ['/answers?profession=optician', board],
      [`/answers?profession=optician&${CRISIS}`, board],
      ['/answers/optician/malakoff-humanis', answer],
      [`/answers/pharmacist/malakoff-humanis?${CRISIS}`, answer],
      [`/answers/optician/platforms/oxantis?${CRISIS}`, operatorAnswer],
      ['/answers/pharmacist/platforms/resopharma', operatorAnswer],
      [`/answers/optician/malakoff-humanis/timeline?${CRISIS}`, timeline],
      [`/answers/optician/platforms/viamedis/timeline?${CRISIS}`, timeline],
      ['/search?q=malakof', searchResults],
      ['/mutuelles', mutuelleList],
      ['/mutuelles/alan', mutuelleRecord],
      [`/platforms?${CRISIS}`, platformList],
      [`/platforms/viamedis?${CRISIS}`, platformRecord],
      ['/incidents', incidentPage],
      [`/incidents?profession=optician&open=true&${CRISIS}`, incidentPage],
      [`/incidents/viamedis-2024?${CRISIS}`, incidentRecord],
      ['/maintenances', maintenancePage],
      ['/notices', noticePage],
      [`/notices?profession=pharmacist&at=2024-02-03T12:00:00%2B01:00`, noticePage],
      ['/notices/n-e04', notice],
      ['/snapshot', snapshot],
    ])('GET %s', async (path, schema) => {
      const { status, body } = await get(path);
      expect(status).toBe(200);
      expect(schema.parse(body)).toEqual(body);
    });
    it('and describe themselves', async () => {
      const { body } = await get('/openapi.json');
      expect(body.openapi).toBe('3.1.0');
      expect(Object.keys(body.paths)).toContain('/api/v1/answers/{profession}/{mutuelle}');
    });
  });

  describe('the board', () => {
    const rows = async (query: string) => (await get(`/answers?profession=optician&${query}`)).body.answers;

    it('lists every mutuelle and every operator of the profession, by id', async () => {
      const { body } = await get(`/answers?profession=optician&${CRISIS}`);
      const ids = body.answers.map(({ mutuelle }: { mutuelle: string }) => mutuelle);
      expect(ids).toHaveLength(266);
      expect(ids).toEqual([...ids].sort());
      const platforms = body.platforms.map(({ platform }: { platform: string }) => platform);
      expect(platforms).toEqual([...platforms].sort());
      expect(platforms).toContain('viamedis');
      expect(platforms).not.toContain('cetip');
      expect(platforms).not.toContain('resopharma');
    });
    it('is filtered by verdict, « non renseigné » apart from « à vérifier »', async () => {
      expect(await rows(`${CRISIS}&verdict=suspended`)).toHaveLength(133);
      expect(await rows(`${CRISIS}&verdict=suspended&verdict=depends`)).toHaveLength(153);
      expect(await rows(`${CRISIS}&verdict=no-convention`)).toHaveLength(6);
      expect(await rows(`${CRISIS}&verdict=unknown`)).toHaveLength(0);
    });
    it('is filtered by platform, by name, by mutuelle, by AMC number with and without leading zeros', async () => {
      const names = async (query: string) =>
        (await rows(query)).map(({ mutuelle }: { mutuelle: string }) => mutuelle);
      expect(await names('platform=portail-emoa')).toHaveLength(1);
      expect(await names('mutuelle=alan&mutuelle=mgen')).toEqual(['alan', 'mgen']);
      expect(await names('amc=00410001')).toEqual(['allianz']);
      expect(await names('amc=0410001')).toEqual(['allianz']);
      expect(await names('q=malakof')).toContain('malakoff-humanis');
    });
  });

  describe('the search', () => {
    const found = async (q: string) =>
      (await get(`/mutuelles?q=${encodeURIComponent(q)}`)).body.mutuelles.map(({ id }: { id: string }) => id);

    it.each([
      ['aesio', 'aesio-mutuelle'],
      ['AÉSIO', 'aesio-mutuelle'],
      ['malakof', 'malakoff-humanis'],
      ['malakfof', 'malakoff-humanis'],
      ['mederic', 'malakoff-humanis'],
      ['harmonie mut', 'harmonie-mutuelle'],
      ['410001', 'allianz'],
      ['00410001', 'allianz'],
    ])('finds %s', async (typed, id) => {
      expect((await found(typed)).slice(0, 3)).toContain(id);
    });
    it('finds nothing without a fuss', async () => {
      expect(await found('zzzzzz')).toEqual([]);
      expect(await found('  ')).toEqual([]);
    });
  });

  describe('refuse', () => {
    const refused = async (path: string) => {
      const { status, body, headers } = await get(path);
      expect(headers.get('content-type')).toMatch(/^application\/problem\+json/);
      expect(body.status).toBe(status);
      return problem.parse(body);
    };

    it.each([
      ['/answers?profession=opticien', 'optician'],
      ['/answers/optician/malakof', 'malakoff-humanis'],
      ['/answers/opticain/malakoff-humanis', 'optician'],
      ['/answers/optician/platforms/viamedi', 'viamedis'],
      ['/answers?profession=optician&mutuelle=alann', 'alan'],
      ['/answers?profession=optician&platform=almery', 'almerys'],
      ['/answers?profession=optician&concentrator=resofarma', 'resopharma'],
      ['/platforms/viamedi', 'viamedis'],
      ['/mutuelles/alann', 'alan'],
    ])('%s with what is near', async (path, near) => {
      const { status, near: proposed } = await refused(path);
      expect(status).toBe(404);
      expect(proposed?.map(({ id }) => id)).toContain(near);
    });
    it.each(['/incidents/unknown', '/notices/unknown', '/nowhere'])('%s as unknown', async (path) => {
      expect(await refused(path)).toMatchObject({ status: 404 });
    });
    it.each([
      ['/answers', '/query/profession'],
      ['/answers?profession=optician&at=hier', '/query/at'],
      ['/answers?profession=optician&at=2024-02-02T12:00:00', '/query/at'],
      ['/answers?profession=optician&at=2024-02-30T12:00:00Z', '/query/at'],
      ['/answers?profession=optician&at=1999-12-31T12:00:00Z', '/query/at'],
      ['/answers?profession=optician&at=2999-01-01T12:00:00Z', '/query/at'],
      ['/answers?profession=optician&knownAt=1999-12-31T12:00:00Z', '/query/knownAt'],
      ['/answers?profession=optician&concentrator=viamedis', '/query/concentrator'],
      ['/answers?profession=optician&verdict=maybe', '/query/verdict'],
      ['/answers?profession=optician&amc=12', '/query/amc'],
      ['/incidents?cursor=x', '/query/cursor'],
      [`/incidents?cursor=${cursorOf('-200000-01-01T00:00:00.000Z x')}`, '/query/cursor'],
      [`/notices?cursor=${cursorOf('2024-01-01T00:00:00.000Z a\0b')}`, '/query/cursor'],
    ])('%s as malformed, naming the place and the cure', async (path, pointer) => {
      expect(await refused(path)).toMatchObject({ status: 400, pointer, cure: expect.any(String) });
    });
    it('reads a « + » left unencoded as a « + », and knownAt before at', async () => {
      expect((await get('/answers?profession=optician&at=2024-02-02T12:00:00+01:00')).body.at).toBe(
        '2024-02-02T11:00:00.000Z',
      );
      expect((await get(`/answers?profession=optician&${CRISIS}&knownAt=2024-01-30T12:00:00Z`)).status).toBe(
        200,
      );
    });
  });

  describe('are kept by readers', () => {
    it('304 for whoever holds the tag, alone or in a list, however the instants asked moved', async () => {
      const first = await get('/answers?profession=optician');
      const tag = first.headers.get('etag') ?? '';
      expect(first.headers.get('cache-control')).toBe(
        'public, max-age=5, stale-while-revalidate=30, stale-if-error=86400',
      );
      for (const held of [tag, `"other", ${tag}`, tag.replace('W/', ''), '*']) {
        const again = await get('/answers?profession=optician', { 'If-None-Match': held });
        expect([again.status, again.body, again.headers.get('etag')]).toEqual([304, null, tag]);
      }
      expect((await get('/answers?profession=optician', { 'If-None-Match': '"other"' })).status).toBe(200);
      const crisis = await get(`/answers?profession=optician&${CRISIS}`);
      expect(crisis.headers.get('etag')).not.toBe(tag);
    });
    it('by any site', async () => {
      expect((await get('/answers?profession=optician')).headers.get('access-control-allow-origin')).toBe(
        '*',
      );
    });
  });

  it('turn the pages of incidents and notices', async () => {
    const walk = async (noun: 'incidents' | 'notices') => {
      const ids: string[] = [];
      for (let next: string | null = ''; next !== null; ) {
        const { body } = await get(`/${noun}?limit=1${next ? `&cursor=${next}` : ''}`);
        ids.push(...body[noun].map(({ id }: { id: string }) => id));
        next = body.next;
      }
      return ids;
    };
    expect(await walk('incidents')).toEqual(['almerys-2024', 'viamedis-2024']);
    expect(await walk('notices')).toEqual(['n-e33', 'n-e19', 'n-e15', 'n-e11', 'n-e04']);
  });
});
