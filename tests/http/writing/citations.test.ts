import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { aNotice, aSaid, aWriter, openWorld, type World, type Writer } from '../../support/world/writers';

let world: World;
let north: Writer;
let opticians: Writer;
let alba: Writer;
let desk: Writer;
beforeAll(async () => {
  world = await openWorld();
  north = await aWriter(world, { organisation: 'north' });
  opticians = await aWriter(world, { organisation: 'opticians' });
  alba = await aWriter(world, { organisation: 'alba' });
  desk = await aWriter(world, { organisation: 'desk' });
  await world.db
    .updateTable('platform')
    .set({ website: 'https://www.nord.example/', professionalPortal: 'https://pro.nord-portail.example/' })
    .where('id', '=', 'north')
    .execute();
});
afterAll(() => world.close({ isJournalWhole: false }));

const byOpticians = { professions: ['optician'] };
const convention = (url: string) => ({
  mutuelle: 'alba',
  platform: 'south',
  professions: 'all',
  from: '2024-03-01',
  source: { url, confidence: 'low' },
});
/** Each way to say where one read something, when one is not the desk. */
const WAYS: readonly (readonly [
  string,
  string,
  (url: string) => Promise<{ status: number; body: unknown }>,
])[] = [
  ['a statement', '/sourceUrl', (sourceUrl) => north.post('/statements', aSaid({ sourceUrl }))],
  [
    'a union’s statement',
    '/sourceUrl',
    (sourceUrl) => opticians.post('/statements', aSaid({ ...byOpticians, sourceUrl })),
  ],
  [
    'the first step of an incident',
    '/update/statements/0/sourceUrl',
    (sourceUrl) => {
      const { effectiveAt: _, ...claim } = aSaid({ sourceUrl });
      const update = { text: 'On cherche.', statements: [claim] };
      return north.post('/incidents', { title: 'Panne inventée', platforms: ['north'], update });
    },
  ],
  ['a convention', '/source/url', (url) => alba.post('/conventions', convention(url))],
  ['a notice', '/sourceUrl', (sourceUrl) => opticians.post('/notices', aNotice({ sourceUrl }))],
];

describe.each(WAYS)('the source of %s', (_, pointer, send) => {
  it.each([
    'https://evil.example/',
    'https://nord.example.evil.example/',
    'https://evilnord.example/',
    'https://nord.example@evil.example/',
    'https://nord.example:8443/',
    'http://nord.example/',
    'javascript:alert(1)',
    'nord.example',
  ])('is not %s', async (url) => {
    const { status, body } = await send(url);
    expect(body).toMatchObject({ type: 'urn:comptoir:problem:not-acceptable', pointer });
    expect(status).toBe(422);
  });
  it.each([
    'https://nord.example/panne',
    'https://aide.nord.example/',
    'https://pro.nord-portail.example/x?y=1',
    'https://www.ameli.fr/x',
  ])('may be %s', async (url) => {
    expect([201, 202]).toContain((await send(url)).status);
  });
});

describe('what the desk has cited', () => {
  const PAGE = 'https://quelqu-un.sites.example/article?n=1';

  it('may be cited by others, exactly as it stands', async () => {
    const cited = aSaid({ by: 'herald', platform: 'south', sourceUrl: PAGE });
    expect((await north.post('/statements', aSaid({ sourceUrl: PAGE }))).status).toBe(422);
    expect((await desk.post('/statements', cited)).status).toBe(201);
    expect((await north.post('/statements', aSaid({ sourceUrl: PAGE }))).status).toBe(201);
  });
  it.each([
    'https://quelqu-un.sites.example/',
    'https://quelqu-un.sites.example/article?n=2',
    'https://sites.example/article?n=1',
    'https://evil.quelqu-un.sites.example/article?n=1',
  ])('opens nothing beside it: %s', async (url) => {
    expect((await north.post('/statements', aSaid({ sourceUrl: url }))).status).toBe(422);
    const linked = await opticians.post('/notices', aNotice({ body: `[lire](${url})` }));
    expect(linked.status).toBe(422);
  });
  it('names nobody before its host', async () => {
    const body = aSaid({ platform: 'south', sourceUrl: 'https://nord.example@evil.example/' });
    expect((await desk.post('/statements', body)).status).toBe(422);
  });
});
