import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DAY, HOUR } from '#server/domain/facts/intervals';
import {
  aNotice,
  aSaid,
  aWriter,
  bySession,
  openWorld,
  type World,
  type Writer,
} from '../../support/world/writers';

let world: World;
let north: Writer;
let union: Writer;
let desk: Writer;
beforeAll(async () => {
  world = await openWorld();
  north = await aWriter(world, { organisation: 'north' });
  union = await aWriter(world, { organisation: 'opticians' });
  desk = bySession(await aWriter(world, { organisation: 'desk', role: 'desk' }));
});
afterAll(() => world.close());

const aWindow = () => ({
  platform: 'north',
  flows: ['pec'],
  professions: 'all',
  from: world.in(DAY),
  to: world.in(DAY + HOUR),
});

/** Where a creation says its thing is, and the version it gives. */
const placeOf = ({ status, headers }: { status: number; headers: Headers }) => {
  expect(status).toBe(201);
  return { location: headers.get('Location') ?? '', etag: headers.get('ETag') ?? '' };
};

describe('what is created', () => {
  it('is read where it says: a window, that its own tag cancels', async () => {
    const { location, etag } = placeOf(await north.post('/maintenances', aWindow()));
    const path = location.replace('/api/v1', '');
    expect((await world.get(location)).body.state).toBe('upcoming');
    const cancelled = await north.post(`${path}/cancellation`, {}, { 'If-Match': etag });
    expect(cancelled.status).toBe(200);
    expect(cancelled.headers.get('ETag')).not.toBe(etag);
  });
  it('is read where it says: a notice, that its own tag withdraws though a server compressed it', async () => {
    const { location, etag } = placeOf(await union.post('/notices', aNotice()));
    expect((await world.get(location)).status).toBe(200);
    const asApache = etag.replace(/"$/, '-gzip"');
    const path = location.replace('/api/v1', '');
    expect((await union.post(`${path}/withdrawal`, {}, { 'If-Match': asApache })).status).toBe(200);
  });
  it('is read where it says: an incident, whose tag is the one of its reading', async () => {
    const body = { title: 'Panne', platforms: ['north'], update: { text: 'On cherche.', statements: [] } };
    const { location, etag } = placeOf(await north.post('/incidents', body));
    const version = etag.replaceAll('"', '');
    expect((await world.get(location)).headers.get('ETag')).toContain(version);
    const added = placeOf(
      await north.post(`${location.replace('/api/v1', '')}/updates`, { text: 'Trouvé.' }),
    );
    expect(added.location).toBe(location);
    expect(added.etag).not.toBe(etag);
    expect((await world.get(location)).headers.get('ETag')).toContain(added.etag.replaceAll('"', ''));
  });
  it('is read where it says: a word, in its incident', async () => {
    const said = await north.post('/statements', aSaid({ flows: ['virement'], health: 'degraded' }));
    expect(placeOf(said).location).toBe(`/api/v1/incidents/${said.body.incident}`);
    const good = await north.post('/statements', aSaid({ flows: ['idb'], health: 'operational' }));
    expect(placeOf(good)).toEqual({ location: '', etag: '' });
  });
  it('is given again, with its place, to whoever repeats it under one key', async () => {
    const window = aWindow();
    const send = () => north.post('/maintenances', window, { 'Idempotency-Key': 'window' });
    expect(placeOf(await send())).toEqual(placeOf(await send()));
  });
  it('is told with its version: an organisation', async () => {
    const body = { id: 'ward', name: 'Un syndicat', kind: 'union', professions: ['nurse'] };
    const { etag } = placeOf(await desk.post('/organisations', body));
    const { id: _, ...named } = { ...body, name: 'Le syndicat' };
    const changed = await desk.put('/organisations/ward', { ...named, id: 'ward' }, { 'If-Match': etag });
    expect(changed.status).toBe(200);
  });
});
