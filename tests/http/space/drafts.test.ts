import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { listDrafts, MAX_DRAFTS, saveDraft } from '#db/drafts';
import { shift } from '#server/domain/facts/intervals';
import { aWriter, kindOf, openWorld, type World, type Writer } from '../../support/world/writers';

let world: World;
let writer: Writer;
beforeEach(async () => {
  world = await openWorld();
  writer = await aWriter(world, { organisation: 'north' });
});
afterEach(() => world.close());

describe('what one keeps while one types', () => {
  it('is the newest hundred forms of an account', async () => {
    const { id } = writer.account;
    for (let each = 0; each <= MAX_DRAFTS; each += 1)
      await saveDraft(world.db, id, `form-${each}`, {}, shift(world.now(), each * 1000));
    const kept = await listDrafts(world.db, id);
    expect([kept.length, kept[0]?.form, kept.at(-1)?.form]).toEqual([100, 'form-100', 'form-1']);
  });
  it('is kept a hundred and twenty times a minute with what is previewed; the next is told when', async () => {
    const hand = await writer.session();
    const colleague = await (await aWriter(world, { organisation: 'north' })).session();
    const tries = [];
    for (let times = 0; times < 60; times += 1) {
      tries.push(await hand.put('/drafts/words', { content: {} }));
      tries.push(await hand.post('/preview', { platform: 'north', statements: [] }));
    }
    expect(tries.filter(({ status }) => status !== 200)).toEqual([]);
    for (const refused of [
      await hand.put('/drafts/words', { content: {} }),
      await hand.post('/preview', { platform: 'north', statements: [] }),
    ]) {
      expect([refused.status, kindOf(refused)]).toEqual([429, 'too-many']);
      expect(Number(refused.headers.get('Retry-After'))).toBeGreaterThan(0);
    }
    expect((await colleague.put('/drafts/words', { content: {} })).status).toBe(200);
  });
});
