import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { askDirectory, searchable } from '#app/board/board-data';
import { indexOf } from '#app/board/search-index';
import { createClient } from '#server/client';
import { searchResults } from '#server/contract/found';
import { openDoors } from '../support/runner/api';
import { createDatabase } from '../support/runner/database';
import { load } from '../support/world/datasets';

type Row = { mutuelle: string; likely: unknown[]; candidates: { platform: string }[]; reason: string };
type Hit = { kind: string; id: string; name: string; matched: string };

/** Two mutuelles of one number, told apart by what is printed beside it. */
const TWINS = {
  format: 'comptoir-dataset/1',
  mutuelles: [
    { id: 'twin-one', name: 'Jumelle Une', aliases: [], amcNumbers: ['00777001'] },
    { id: 'twin-two', name: 'Jumelle Deux', aliases: [], amcNumbers: ['00777001'] },
    { id: 'twin-three', name: 'Jumelle Trois', aliases: [], amcNumbers: ['00777001'] },
  ],
  conventions: [
    { mutuelle: 'twin-one', platform: 'isante', code: 'IS', csr: '003' },
    { mutuelle: 'twin-two', platform: 'sp-sante', code: 'SP', csr: 'Z1' },
  ].map((each) => ({ ...each, professions: ['optician'], source: { confidence: 'high' } })),
};

describe('the search', () => {
  let database: Awaited<ReturnType<typeof createDatabase>>;
  let doors: ReturnType<typeof openDoors>;
  beforeAll(async () => {
    database = await createDatabase('seeded');
    expect((await load(database.db, TWINS)).ok).toBe(true);
    doors = openDoors(database);
  });
  afterAll(async () => {
    expect(doors.accidents).toEqual([]);
    await database.close();
  });
  const get = (path: string) => doors.get(`/api/v1${path}`);
  const find = async (q: string, profession = 'optician'): Promise<Hit[]> => {
    const { status, body } = await get(`/search?profession=${profession}&q=${encodeURIComponent(q)}`);
    expect(status).toBe(200);
    expect(searchResults.parse(body)).toEqual(body);
    return body.results;
  };
  const board = async (query: string, profession = 'optician') =>
    (await get(`/answers?profession=${profession}&${query}`)).body;
  const listed = async (query: string, profession?: string): Promise<string[]> =>
    (await board(query, profession)).answers.map(({ mutuelle }: Row) => mutuelle);

  it('finds mutuelles and platforms, at most twenty, and says how', async () => {
    expect((await find('m.g.e.n'))[0]).toEqual({
      kind: 'mutuelle',
      id: 'mgen',
      name: 'MGEN',
      matched: 'exact',
    });
    expect((await find('n° 00733931'))[0]).toMatchObject({
      kind: 'platform',
      id: 'isante',
      matched: 'number',
    });
    expect((await find('almeris'))[0]).toMatchObject({ kind: 'platform', id: 'almerys', matched: 'typo' });
    expect(await find('m')).toHaveLength(20);
    expect(await find('')).toEqual([]);
  });
  it('puts first, of those found alike, who is known for the profession, then who is likely', async () => {
    for (const profession of ['optician', 'pharmacist', 'nurse']) {
      const { answers } = await board('', profession);
      const rows = new Map<string, Row>(answers.map((row: Row) => [row.mutuelle, row]));
      const standings = (await find('s', profession))
        .filter(({ kind }) => kind === 'mutuelle')
        .map(({ id }) => {
          const row = rows.get(id);
          return row?.candidates.length ? 2 : row?.likely.length ? 1 : 0;
        });
      expect(standings).toEqual([...standings].sort((a, b) => b - a));
    }
  });
  it('is asked without a profession too; of an unknown one, what is near is said', async () => {
    expect((await get('/search?q=alan')).body.results[0]).toMatchObject({ id: 'alan' });
    expect((await get('/search?q=alan&profession=opticien')).status).toBe(404);
    expect((await get('/search')).status).toBe(400);
  });
  it('has a tag, and answers 304 to whoever holds it', async () => {
    const { headers } = await get('/search?q=mgen');
    expect(headers.get('cache-control')).toContain('stale-while-revalidate');
    const held = { 'If-None-Match': headers.get('etag') ?? '' };
    expect((await doors.get('/api/v1/search?q=mgen', held)).status).toBe(304);
  });
  it('is the one of the list of mutuelles, and of the board', async () => {
    const { body } = await get('/mutuelles?q=maaf%20sant%C3%A9');
    expect(body.mutuelles.map(({ id }: { id: string }) => id)).toEqual(['maaf']);
    expect(await listed('q=maaf%20sant%C3%A9')).toEqual(['maaf']);
    expect(await listed('q=401%20737')).toEqual(['mnpaf']);
    expect(await listed('q=AGXF')).toEqual([]);
  });
  it('is the one of the browser, word for word', async () => {
    const client = createClient('http://localhost', (async (input: URL | RequestInfo, init?: RequestInit) =>
      doors.api.request(String(input), init)) as typeof fetch);
    const directory = await askDirectory(client);
    for (const profession of ['optician', 'pharmacist', 'dentist'] as const) {
      const inBrowser = indexOf(searchable(await board('', profession), directory));
      for (const typed of [
        'm',
        'sante',
        'harm',
        'mgen',
        'viamedis',
        'almeris',
        '41',
        'klesia',
        'groupama gan',
      ]) {
        expect(inBrowser(typed).found.slice(0, 20), typed).toEqual(await find(typed, profession));
      }
    }
  });

  describe('by the number of a card', () => {
    it.each([
      ['amc=733931', []],
      ['amc=401737', ['mnpaf']],
      ['amc=AMC%20401%20737', ['mnpaf']],
      ['amc=n%C2%B0%2000401737', ['mnpaf']],
      ['amc=00401737-IS', ['mnpaf']],
      ['amc=00999999', []],
      ['amc=00777001', ['twin-one', 'twin-three', 'twin-two']],
      ['amc=777001&code=is', ['twin-one', 'twin-three']],
      ['amc=777001&code=SP', ['twin-three', 'twin-two']],
      ['amc=777001&csr=3', ['twin-one', 'twin-three']],
      ['amc=777001&csr=003', ['twin-one', 'twin-three']],
      ['amc=777001&csr=z1', ['twin-three', 'twin-two']],
      ['amc=00777001/SP/Z1', ['twin-three', 'twin-two']],
      ['amc=777001&code=IS&csr=z1', ['twin-three']],
    ])('%s lists only what it leaves', async (query, ids) => {
      expect(await listed(query)).toEqual(ids);
    });
    it('says whose it is, an operator’s too, and how many numbers are known', async () => {
      expect((await board('amc=733931%20IS%203')).card).toEqual({
        number: '733931',
        code: 'IS',
        csr: '3',
        mutuelles: [],
        platforms: ['isante'],
        knownNumbers: 10,
      });
      expect((await board('amc=00999999')).card).toMatchObject({ mutuelles: [], platforms: [] });
      expect(await board('')).not.toHaveProperty('card');
    });
    it.each(['12', 'mgen', '00401737-IS-003-1850299123456', '12345678901'])('refuses %s', async (amc) => {
      const { status, body } = await get(`/answers?profession=optician&amc=${amc}`);
      expect([status, body.pointer]).toEqual([400, '/query/amc']);
    });
    it('reads a type in any case, and a CSR as a number, in a whole answer too', async () => {
      const candidates = async (query: string) =>
        (await get(`/answers/optician/twin-one?${query}`)).body.candidates.length;
      expect(await candidates('code=is&csr=3')).toBe(1);
      expect(await candidates('code=sp')).toBe(0);
      expect(await candidates('csr=4')).toBe(0);
    });
  });

  it('« likely » is a part of what has no convention', async () => {
    const none: Row[] = (await board('verdict=no-convention', 'pharmacist')).answers;
    const likely: Row[] = (await board('verdict=likely', 'pharmacist')).answers;
    expect(likely.length).toBeGreaterThan(150);
    expect(likely).toEqual(none.filter((row) => row.likely.length > 0));
    const both = await listed('verdict=likely&verdict=no-convention', 'pharmacist');
    expect(both).toHaveLength(none.length);
  });
});
