import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { HOUR, shift } from '#server/domain/facts/intervals';
import {
  aNotice,
  aSaid,
  aWriter,
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

const said = async (text: string) =>
  (await world.db.selectFrom('statement').select('id').where('text', '=', text).execute()).length;
const under = (key: string, body: object, by: Pick<Writer, 'post'> = north) =>
  by.post('/statements', body, { 'Idempotency-Key': key });

describe('the same demand sent again', () => {
  it('fifty times at once is one fact, and fifty equal answers', async () => {
    const body = aSaid({ text: 'cinquante' });
    const answers = await Promise.all(Array.from({ length: 50 }, () => under('fifty', body)));
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([201]));
    expect(new Set(answers.map((each) => JSON.stringify(each.body))).size).toBe(1);
    expect(new Set(answers.map(({ headers }) => headers.get('Content-Type'))).size).toBe(1);
    expect(await said('cinquante')).toBe(1);
    const rows = await world.db
      .selectFrom('audit')
      .select('noun')
      .where('id', '=', answers[0]?.body.id)
      .execute();
    expect(rows).toEqual([{ noun: 'statement' }]);
  });
  it('with the version it gave, when it gave one', async () => {
    const union = await aWriter(world, { organisation: 'opticians' });
    const send = () => union.post('/notices', aNotice(), { 'Idempotency-Key': 'notice' });
    const [first, again] = [await send(), await send()];
    expect(again.body).toEqual(first.body);
    expect(again.headers.get('ETag')).toBe(first.headers.get('ETag'));
  });
  it('through another key or a session of the same account', async () => {
    const body = aSaid({ text: 'autre clé' });
    const first = await under('mine', body);
    for (const again of [await north.anotherKey(), await north.session()])
      expect((await under('mine', body, again)).body).toEqual(first.body);
    expect(await said('autre clé')).toBe(1);
  });
  it('after a day, is forgotten', async () => {
    const body = aSaid({ text: 'un jour' });
    const first = await under('a-day', body);
    const age = (hours: number) =>
      world.db
        .updateTable('idempotency')
        .set({ createdAt: shift(world.now(), -hours * HOUR) })
        .where('key', '=', 'a-day')
        .execute();
    await age(23.9);
    expect((await under('a-day', body)).body).toEqual(first.body);
    await age(24.1);
    const anew = await under('a-day', body);
    expect([anew.status, anew.body.id === first.body.id]).toEqual([201, false]);
    expect(await said('un jour')).toBe(2);
  });
});

describe('another demand under the same key', () => {
  it('of another body, another door or another version is refused', async () => {
    const body = aSaid({ text: 'la première' });
    const { body: first } = await under('reused', body);
    const others = [
      under('reused', { ...body, text: 'la seconde' }),
      north.post(`/statements/${first.id}/retraction`, body, { 'Idempotency-Key': 'reused' }),
      north.post('/statements', body, { 'Idempotency-Key': 'reused', 'If-Match': '"x"' }),
    ];
    const [other, elsewhere, otherVersion] = await Promise.all(others);
    expect([other?.status, kindOf(other as never)]).toEqual([422, 'key-reused']);
    expect(elsewhere?.status).toBe(400);
    expect(kindOf(otherVersion as never)).toBe('key-reused');
    expect(await said('la seconde')).toBe(0);
  });
  it('of another account is its own', async () => {
    const body = aSaid({ text: 'à deux' });
    const colleague = await aWriter(world, { organisation: 'north' });
    const [mine, other] = [await under('shared', body), await under('shared', body, colleague)];
    expect(other.body.id).not.toBe(mine.body.id);
    expect(await said('à deux')).toBe(2);
  });
});

describe('a refused demand', () => {
  it('does not spend its key', async () => {
    expect((await under('kept', aSaid({ flows: ['noemie'] }))).status).toBe(422);
    expect((await under('kept', aSaid({ platform: 'south' }))).status).toBe(403);
    expect((await under('kept', aSaid({ text: 'corrigée' }))).status).toBe(201);
    expect(await said('corrigée')).toBe(1);
  });
  it.each([' ', 'x'.repeat(256), 'deux mots'])('« %s » is no key', async (key) => {
    const refused = await under(key.trim() === '' ? '' : key, aSaid());
    expect([refused.status, refused.body.pointer]).toEqual([400, '/header/Idempotency-Key']);
  });
});
