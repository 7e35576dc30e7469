import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  API,
  aWriter,
  bySession,
  faultOf,
  kindOf,
  openWorld,
  type World,
  type Writer,
} from '../../support/world/writers';

let world: World;
let desk: Writer;
let alba: Writer;
beforeEach(async () => {
  world = await openWorld();
  desk = bySession(await aWriter(world, { organisation: 'desk' }));
  alba = await aWriter(world, { organisation: 'alba' });
});
afterEach(() => world.close());

const read = async (id = 'alba') => (await world.get(`${API}/mutuelles/${id}`)).body;
const versionOf = async (id = 'alba') =>
  (await world.get(`${API}/mutuelles/${id}`)).headers.get('ETag') ?? '';
const change = async (by: Writer, given: Record<string, unknown> = {}, version?: string) =>
  by.put(
    '/mutuelles/alba',
    { name: 'Alba Santé', amcNumbers: ['00410001'], ...given },
    {
      'If-Match': version ?? (await versionOf()),
    },
  );
const CONVENTION = {
  mutuelle: 'alba',
  platform: 'south',
  professions: ['optician'],
  from: '2024-01-01',
  source: { url: 'https://example.org/', kind: 'test', asOf: '2026-01', confidence: 'high' },
};
const END = { mutuelle: 'alba', platform: 'north', from: '2024-01-01', to: '2026-02-01' };
const end = async (by: Writer, given: Record<string, unknown> = {}) =>
  by.post('/conventions/end', { ...END, ...given }, { 'If-Match': await versionOf() });

describe('the desk keeps the directory', () => {
  it('changes a mutuelle, before and after in the journal', async () => {
    const { status, body } = await change(desk, { aliases: ['ALBA'] });
    expect([status, body]).toEqual([200, { mutuelle: 'alba', proposal: null }]);
    expect(await read()).toMatchObject({ name: 'Alba Santé', aliases: ['ALBA'] });
    const { body: journal } = await desk.get('/audit?noun=mutuelle&id=alba&action=mutuelle');
    expect(journal.rows).toMatchObject([
      { account: desk.account.id, before: { name: 'Alba' }, after: { name: 'Alba Santé' } },
    ]);
  });
  it('whoever changes it has read it: 428, and of two 412 with what is in force', async () => {
    expect(kindOf(await desk.put('/mutuelles/alba', { name: 'Alba' }))).toBe('precondition-required');
    const version = await versionOf();
    const both = await Promise.all([change(desk, {}, version), change(desk, { name: 'Autre' }, version)]);
    expect(both.map(({ status }) => status).sort()).toEqual([200, 412]);
    const stale = both.find(({ status }) => status === 412);
    expect(stale?.body.current).toMatchObject({ id: 'alba', name: (await read()).name });
    expect((await change(desk, {}, stale?.headers.get('ETag') ?? '')).status).toBe(200);
  });
  it('adds a convention, and ends one by the version of its mutuelle', async () => {
    expect((await desk.post('/conventions', CONVENTION)).status).toBe(200);
    expect((await world.get(`${API}/answers/optician/alba`)).body.candidates).toHaveLength(2);
    expect((await end(desk)).status).toBe(200);
    const { body } = await world.get(`${API}/answers/optician/alba`);
    expect(body.candidates.map(({ platform }: { platform: string }) => platform)).toEqual(['south']);
    expect(kindOf(await desk.post('/conventions/end', END))).toBe('precondition-required');
    expect((await end(desk, { platform: 'south', code: 'XX' })).status).toBe(404);
  });
  it('changes a convention of the same key by the version of its mutuelle only', async () => {
    expect((await desk.post('/conventions', CONVENTION)).status).toBe(200);
    const other = { ...CONVENTION, professions: ['nurse'] };
    expect((await desk.post('/conventions', other)).status).toBe(428);
    const { headers } = await desk.get('/mutuelles/alba');
    const version = { 'If-Match': headers.get('ETag') ?? '' };
    expect((await desk.post('/conventions', other, version)).status).toBe(200);
  });
  it('adds no convention known from nowhere one may go', async () => {
    const source = { ...CONVENTION.source, url: 'javascript:alert(1)' };
    const refused = await desk.post('/conventions', { ...CONVENTION, source });
    expect(faultOf(refused)).toEqual({ status: 422, pointer: '/source/url', hasCure: true });
  });
  it('adds and changes organisations', async () => {
    const hand = await desk.session();
    const nurses = { id: 'nurses', name: 'Infirmiers', kind: 'union', professions: ['nurse'] };
    const made = await hand.post('/organisations', nurses);
    expect([made.status, made.body.etag]).toEqual([201, made.headers.get('ETag')]);
    expect((await hand.post('/organisations', nurses)).status).toBe(409);
    const put = (body: object, version: string | null) =>
      hand.put(
        '/organisations/nurses',
        { ...nurses, ...body },
        version === null ? {} : { 'If-Match': version },
      );
    expect((await put({ name: 'Infirmières' }, made.headers.get('ETag'))).status).toBe(200);
    expect((await put({ name: 'Encore' }, made.headers.get('ETag'))).status).toBe(412);
    const { body } = await hand.get('/organisations');
    const { etag } = body.organisations.find(({ id }: { id: string }) => id === 'nurses');
    expect((await put({ kind: 'operator' }, etag)).status).toBe(409);
    expect(faultOf(await put({ platforms: ['nord'] }, etag))).toEqual({
      status: 404,
      pointer: '/platforms',
      hasCure: true,
    });
    expect((await put({ professions: null }, etag)).status).toBe(400);
  });
  it.each<[string, number, string, Record<string, unknown>]>([
    ['a number of 6 characters', 400, '/amcNumbers/0', { amcNumbers: ['123456'] }],
    ['a number that is no text', 400, '/amcNumbers/0', { amcNumbers: [410001] }],
    ['no name', 400, '/name', { name: undefined }],
    ['a patient’s number', 422, '/aliases/0', { aliases: ['184021234567890'] }],
  ])('refuses %s', async (_, status, pointer, given) => {
    expect(faultOf(await change(desk, given))).toMatchObject({ status, pointer });
  });
});

describe('a mutuelle proposes', () => {
  const proposed = async (): Promise<string> => (await change(alba)).body.proposal;
  const decide = async (id: string, accepted: boolean, by = desk) =>
    (await by.session()).post(`/proposals/${id}/decision`, { accepted, note: 'Vu' });

  it('a change of itself, which the desk accepts: then it is done', async () => {
    const asked = await change(alba);
    expect([asked.status, asked.body.proposal]).toEqual([202, expect.any(String)]);
    expect((await read()).name).toBe('Alba');
    expect((await desk.get('/proposals')).body.proposals).toMatchObject([
      {
        organisation: 'alba',
        action: 'mutuelle',
        mutuelle: 'alba',
        content: { name: 'Alba Santé' },
        accepted: null,
      },
    ]);
    const { status, body } = await decide(asked.body.proposal, true);
    expect([status, body]).toMatchObject([200, { accepted: true, note: 'Vu' }]);
    expect((await read()).name).toBe('Alba Santé');
    expect((await decide(asked.body.proposal, true)).status).toBe(409);
  });
  it('and the desk refuses: then nothing changes', async () => {
    const id = await proposed();
    expect((await decide(id, false)).status).toBe(200);
    expect((await read()).name).toBe('Alba');
    expect((await decide(id, true)).status).toBe(409);
  });
  it('conventions too, of itself', async () => {
    const source = { ...CONVENTION.source, url: 'https://www.ameli.fr/' };
    const added = await alba.post('/conventions', { ...CONVENTION, source });
    const ended = await end(alba);
    expect([added.status, ended.status]).toEqual([202, 202]);
    await decide(added.body.proposal, true);
    await decide(ended.body.proposal, true);
    const platforms = (await read()).conventions.map((each: { platform: string; to: string }) => [
      each.platform,
      each.to,
    ]);
    expect(platforms.sort()).toEqual([
      ['north', '2026-02-01'],
      ['south', null],
    ]);
  });
  it('nothing of another one, and decides nothing', async () => {
    const brio = await aWriter(world, { organisation: 'brio' });
    expect(kindOf(await change(brio))).toBe('out-of-scope');
    expect(kindOf(await brio.post('/conventions', CONVENTION))).toBe('out-of-scope');
    expect(kindOf(await decide(await proposed(), true, alba))).toBe('out-of-scope');
    expect((await desk.get('/proposals')).body.proposals).toHaveLength(1);
    expect((await brio.get('/proposals')).body.proposals).toEqual([]);
  });
  it('at once accepted twice, is done once', async () => {
    const id = await proposed();
    const other = bySession(await aWriter(world, { organisation: 'desk' }));
    const both = await Promise.all([decide(id, true), decide(id, false, other)]);
    expect(both.map(({ status }) => status).sort()).toEqual([200, 409]);
  });
});
