import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { notice, noticeRecord } from '#server/contract/notices';
import { MINUTE } from '#server/domain/facts/intervals';
import {
  API,
  aNotice,
  aWriter,
  faultOf,
  kindOf,
  openWorld,
  type World,
  type Writer,
} from '../../support/world/writers';

let world: World;
let union: Writer;
beforeEach(async () => {
  world = await openWorld();
  union = await aWriter(world, { organisation: 'opticians' });
});
afterEach(() => world.close());

const publish = (given: Record<string, unknown> = {}, by = union) => by.post('/notices', aNotice(given));
const read = async (id: string) => (await world.get(`${API}/notices/${id}`)).body;
const versionOf = async (id: string) => (await world.get(`${API}/notices/${id}`)).headers.get('ETag') ?? '';
const correct = (id: string, version: string, given: Record<string, unknown> = {}, by = union) =>
  by.post(`/notices/${id}/corrections`, aNotice(given), { 'If-Match': version });
const withdraw = (id: string, version: string | null, by = union) =>
  by.post(`/notices/${id}/withdrawal`, undefined, version === null ? {} : { 'If-Match': version });

const SMALL =
  '**Gardez** vos factures.\n\n- [ameli](https://www.ameli.fr/pro)\n- <b>pas de HTML</b>\n\nhttp://evil.example en clair';

describe('a notice', () => {
  it('is kept letter for letter, and read with its author and validity', async () => {
    const { status, body, headers } = await publish({ body: SMALL, platforms: ['north'] });
    expect(status).toBe(201);
    expect(noticeRecord.parse(body)).toEqual(body);
    const result = await read(body.id);
    expect(notice.parse(result)).toEqual(result);
    expect(result).toMatchObject({
      by: 'opticians',
      name: 'Opticiens',
      kind: 'union',
      state: 'in-force',
      body: SMALL,
    });
    expect(await versionOf(body.id)).toContain((headers.get('ETag') ?? '').replaceAll('"', ''));
  });
  it('is listed by who published it, page after page', async () => {
    const desk = await aWriter(world, { organisation: 'desk' });
    const own: string[] = [];
    for (let each = 0; each < 3; each += 1) {
      own.unshift((await publish()).body.id);
      await publish({}, desk);
      world.pass(MINUTE);
    }
    const page = async (query: string) => {
      const { body } = await world.get(`${API}/notices?by=opticians&limit=2${query}`);
      return [body.notices.map(({ id }: { id: string }) => id), body.next];
    };
    const [first, next] = await page('');
    const [second, none] = await page(`&cursor=${next}`);
    expect([...first, ...second]).toEqual(own);
    expect(none).toBeNull();
    expect((await world.get(`${API}/notices?by=optician`)).status).toBe(404);
  });
  it('corrected, is withdrawn and read beside what corrects it', async () => {
    const { body: first, headers } = await publish();
    const { status, body: second } = await correct(first.id, headers.get('ETag') ?? '', {
      title: 'Précision',
    });
    expect([status, second.corrects]).toEqual([201, first.id]);
    expect(await read(first.id)).toMatchObject({
      state: 'withdrawn',
      correctedBy: second.id,
      corrects: null,
    });
    expect(await read(second.id)).toMatchObject({ state: 'in-force', corrects: first.id, correctedBy: null });
    const third = await correct(second.id, await versionOf(second.id));
    expect([third.status, (await read(second.id)).correctedBy]).toEqual([201, third.body.id]);
  });
  it('withdrawn, stays readable and is withdrawn once', async () => {
    const { body, headers } = await publish();
    expect((await withdraw(body.id, headers.get('ETag'))).status).toBe(200);
    expect(await read(body.id)).toMatchObject({
      state: 'withdrawn',
      withdrawnAt: expect.any(String),
      withdrawalReason: null,
    });
    expect((await withdraw(body.id, await versionOf(body.id))).status).toBe(409);
    expect((await correct(body.id, await versionOf(body.id))).status).toBe(409);
  });
  it('withdrawn for a reason, says it, and is listed apart from those that stand', async () => {
    const [{ body: taken, headers }, { body: left }] = [await publish(), await publish()];
    const reason = { reason: 'La consigne a changé.' };
    const etag = { 'If-Match': headers.get('ETag') ?? '' };
    expect((await union.post(`/notices/${taken.id}/withdrawal`, reason, etag)).status).toBe(200);
    expect((await read(taken.id)).withdrawalReason).toBe('La consigne a changé.');
    const listed = async (withdrawn: boolean) =>
      (await world.get(`${API}/notices?withdrawn=${withdrawn}&limit=200`)).body.notices.map(
        ({ id }: { id: string }) => id,
      );
    const [gone, standing] = [await listed(true), await listed(false)];
    expect([gone.includes(taken.id), gone.includes(left.id)]).toEqual([true, false]);
    expect([standing.includes(taken.id), standing.includes(left.id)]).toEqual([false, true]);
  });
  it('is changed by whoever has read it: of two, the second is told what is in force', async () => {
    const { body } = await publish();
    const version = await versionOf(body.id);
    expect(kindOf(await withdraw(body.id, null))).toBe('precondition-required');
    const colleague = await aWriter(world, { organisation: 'opticians' });
    const both = await Promise.all([
      correct(body.id, version, { title: 'Mieux' }),
      withdraw(body.id, version, colleague),
    ]);
    expect(both.filter(({ status }) => status === 412)).toHaveLength(1);
    const stale = both.find(({ status }) => status === 412);
    expect(stale?.body.current).toMatchObject({ id: body.id, withdrawnAt: expect.any(String) });
  });
  it('of another organisation is not one’s own to change, but the desk’s', async () => {
    const { body, headers } = await publish();
    const eyes = await aWriter(world, { organisation: 'eyes' });
    expect(kindOf(await withdraw(body.id, headers.get('ETag'), eyes))).toBe('out-of-scope');
    expect(kindOf(await correct(body.id, headers.get('ETag') ?? '', {}, eyes))).toBe('out-of-scope');
    const desk = await aWriter(world, { organisation: 'desk' });
    expect((await withdraw(body.id, headers.get('ETag'), desk)).status).toBe(200);
  });
});

describe('advice', () => {
  it('of two unions that differ stands side by side on the answer, each with its name', async () => {
    const eyes = await aWriter(world, { organisation: 'eyes' });
    const one = await publish({ advice: 'keep-invoices' });
    const two = await publish({ advice: 'send-later' }, eyes);
    const { body } = await world.get(`${API}/answers/optician/alba`);
    expect(body.advice).toEqual(
      expect.arrayContaining([
        { code: 'keep-invoices', by: 'opticians', noticeId: one.body.id },
        { code: 'send-later', by: 'eyes', noticeId: two.body.id },
      ]),
    );
    expect(body.notices).toHaveLength(2);
    expect((await world.get(`${API}/answers/pharmacist/alba`)).body.notices).toEqual([]);
  });
});

describe('a notice is refused', () => {
  it.each([
    ['[ici](https://evil.example/)'],
    ['[ici](javascript:alert(1))'],
    ['[ici](http://www.ameli.fr/)'],
    ['[ici](https://ameli.fr@evil.example/)'],
    ['[ici](https://ameli.fr.evil.example/)'],
    ['[ici](/espace)'],
    ['![vu](https://evil.example/pixel.png)'],
    ['<https://evil.example>'],
    ['[ici][là]\n\n[là]: https://evil.example'],
    ['[ici](data:text/html,x)'],
  ])('when it leads elsewhere: %s', async (body) => {
    const refused = await publish({ body });
    expect(faultOf(refused)).toEqual({ status: 422, pointer: '/body', hasCure: true });
    expect(refused.body.cure).toContain('ameli.fr');
  });
  it.each<[string, number, string, () => Record<string, unknown>]>([
    ['that ends in the past', 422, '/validUntil', () => ({ validUntil: world.in(-MINUTE) })],
    ['of another day', 422, '/publishedAt', () => ({ publishedAt: world.in(-60 * MINUTE) })],
    ['for nobody', 422, '/professions', () => ({ professions: [] })],
    ['of a platform nobody knows', 404, '/platforms', () => ({ platforms: ['nord'] })],
    ['with a patient’s number', 422, '/body', () => ({ body: 'Assuré 1840212345678' })],
    ['without a title', 400, '/title', () => ({ title: ' ' })],
    ['too long', 400, '/body', () => ({ body: 'x'.repeat(10_001) })],
    ['with advice nobody knows', 400, '/advice', () => ({ advice: 'be-brave' })],
    ['with a source of elsewhere', 422, '/sourceUrl', () => ({ sourceUrl: 'https://evil.example/' })],
    ['that says itself what it corrects', 400, '/corrects', () => ({ corrects: 'x' })],
  ])('%s', async (_, status, pointer, given) => {
    expect(faultOf(await publish(given()))).toEqual({ status, pointer, hasCure: true });
  });
  it('from whom has no professions, or speaks for others’', async () => {
    expect(kindOf(await publish({ professions: 'all' }))).toBe('out-of-scope');
    expect(kindOf(await publish({ professions: ['pharmacist'] }))).toBe('out-of-scope');
    for (const organisation of ['north', 'alba'])
      expect(kindOf(await publish({}, await aWriter(world, { organisation })))).toBe('out-of-scope');
  });
  it('an authority’s, by the desk, without where it is read', async () => {
    const desk = await aWriter(world, { organisation: 'desk' });
    const given = { by: 'ministry', professions: 'all' };
    expect(faultOf(await publish(given, desk))).toEqual({
      status: 422,
      pointer: '/sourceUrl',
      hasCure: true,
    });
    const { status, body } = await publish({ ...given, sourceUrl: 'https://sante.gouv.fr/' }, desk);
    expect([status, body.by]).toEqual([201, 'ministry']);
    expect(kindOf(await publish({ by: 'opticians', sourceUrl: 'https://sante.gouv.fr/' }, desk))).toBe(
      'out-of-scope',
    );
  });
});

describe('the reach of a notice', () => {
  const told = async (mutuelle: string) =>
    (await world.get(`${API}/answers/optician/${mutuelle}`)).body.notices.length;
  it('is the mutuelles it names, or those that a platform it names serves', async () => {
    const { status, body } = await union.post('/notices', aNotice({ mutuelles: ['alba'] }));
    expect([status, body.mutuelles, body.platforms]).toEqual([201, ['alba'], []]);
    expect([await told('alba'), await told('brio')]).toEqual([1, 0]);
    await union.post('/notices', aNotice({ platforms: ['south'] }));
    expect([await told('alba'), await told('brio')]).toEqual([1, 1]);
  });
  it('is of mutuelles that are known', async () => {
    const refused = await union.post('/notices', aNotice({ mutuelles: ['albo'] }));
    expect(faultOf(refused)).toEqual({ status: 404, pointer: '/mutuelles', hasCure: true });
    expect((await union.post('/notices', aNotice({ mutuelles: [] }))).status).toBe(400);
  });
});
