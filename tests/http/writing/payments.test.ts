import Parser from 'rss-parser';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { answer } from '#server/contract/answers';
import { paymentList, paymentsRecord, type SharedPayments } from '#server/contract/payments';
import { platformRecord } from '#server/contract/platforms';
import { readWhole } from '#server/dataset/file';
import { dayAfter, parisDay } from '#server/domain/facts/intervals';
import { createPublicFormats } from '#server/http/feeds/public-formats';
import {
  API,
  aWriter,
  faultOf,
  kindOf,
  openWorld,
  type World,
  type Writer,
} from '../../support/world/writers';

let world: World;
let north: Writer;
beforeEach(async () => {
  world = await openWorld();
  north = await aWriter(world, { organisation: 'north' });
});
afterEach(() => world.close());

const on = (ago: number) => dayAfter(parisDay(world.now()), -ago);
const aDay = (ago: number, given: Record<string, unknown> = {}) => ({
  platform: 'north',
  professions: 'all',
  day: on(ago),
  state: 'paid',
  ...given,
});
const promised = (ago: number, given: Record<string, unknown> = {}) =>
  aDay(ago, { state: 'promised', expectedOn: on(-6), ...given });
const readAnswer = async () => (await world.get(`${API}/answers/optician/alba`)).body;

describe('days of payment', () => {
  it('one or many at once, are in the answer, at the platform and in the export', async () => {
    const one = await north.post('/payments', aDay(9));
    expect([one.status, paymentsRecord.parse(one.body)]).toEqual([201, one.body]);
    const many = await north.post('/payments', [aDay(8), promised(7), promised(6)]);
    expect([many.status, many.body.payments.length]).toEqual([201, 3]);

    const body = await readAnswer();
    expect(answer.parse(body)).toEqual(body);
    expect([body.verdict, body.payment]).toEqual(['possible', 'normal']);
    const [told, ...others] = body.payments;
    expect(others).toEqual([]);
    expect([told.platform, told.paidUntil, told.days.map(({ state }: { state: string }) => state)]).toEqual([
      'north',
      on(8),
      ['paid', 'paid', 'promised', 'promised'],
    ]);
    const platform = await world.get(`${API}/platforms/north/payments?profession=optician`);
    expect([platform.status, paymentList.parse(platform.body)]).toEqual([200, platform.body]);
    expect(platform.body.payments).toEqual(body.payments);
    const { payments } = (await readWhole(world.db)) as { payments: { day: string; professions: unknown }[] };
    expect(payments.map(({ day, professions }) => [day, professions])).toContainEqual([on(9), 'all']);
  });
  it('are in the record of the platform, told once to all who are told alike, with who says them', async () => {
    await north.post('/payments', [aDay(2), aDay(1, { mutuelles: ['alba'], state: 'missing' })]);
    const union = await aWriter(world, { organisation: 'opticians' });
    await union.post('/payments', aDay(2, { professions: ['optician'], state: 'missing' }));
    const { body } = await world.get(`${API}/platforms/north`);
    expect(platformRecord.parse(body)).toEqual(body);
    const told = body.payments.map(
      ({ professions, mutuelles, payments }: SharedPayments) =>
        `${professions.length} ${mutuelles.map(({ name }) => name)} ${payments[0]?.days.map(({ by, state }) => `${by} ${state}`)}`,
    );
    expect(told.sort()).toEqual([
      '1  north paid,opticians missing',
      '1 Alba north paid,opticians missing,north missing',
      '12  north paid',
      '12 Alba north paid,north missing',
    ]);
    expect(body.paymentSpeakers).toEqual([
      { by: 'north', name: 'Nord', kind: 'operator' },
      { by: 'opticians', name: 'Opticiens', kind: 'union' },
    ]);
    expect((await world.get(`${API}/platforms/south`)).body).toMatchObject({
      payments: [],
      paymentSpeakers: [],
    });
  });
  describe('in the feed', () => {
    const entries = async (query = '') => {
      const feed = createPublicFormats(world.deps, world.report);
      const { items } = await new Parser().parseString(
        await (await feed.request(`/feeds/history.atom${query}`)).text(),
      );
      return items.map(({ id, title, link, author, content }) => ({ id, title, link, author, content }));
    };
    it('what was said at once is one entry, of who says it, to whom', async () => {
      const { payments } = (await north.post('/payments', [aDay(3), aDay(2), promised(1)])).body;
      const [entry, ...others] = await entries();
      expect(others).toEqual([]);
      expect(payments.map(({ id }: { id: string }) => `urn:comptoir:payment:${id}`)).toContain(entry?.id);
      expect(entry?.title).toMatch(/^Nord\s: les .+ payés\s; le .+ attendu le .+$/);
      expect(entry?.author).toBe('Nord');
      expect(entry?.link).toMatch(/\/plateformes\/north$/);
      await north.post(
        '/payments',
        aDay(4, { professions: ['optician'], mutuelles: ['alba'], text: '<b>4</b>' }),
      );
      const told = await entries();
      expect(told).toHaveLength(2);
      expect(told.find(({ id }) => id !== entry?.id)?.content).toMatch(
        /<p>Pour les opticiens, mutuelle Alba\.<\/p><p>&lt;b&gt;4&lt;\/b&gt;<\/p>/,
      );
      expect(told).toContainEqual(entry);
    });
    it('is of the platform, the profession and the mutuelle asked, as it was known then', async () => {
      const before = world.now();
      world.pass(60_000);
      await north.post('/payments', aDay(3, { professions: ['optician'] }));
      const count = async (query: string) => (await entries(query)).length;
      expect(await count('?platform=north')).toBe(1);
      expect(await count('?platform=south')).toBe(0);
      expect(await count('?profession=optician&mutuelle=alba')).toBe(1);
      expect(await count('?profession=nurse')).toBe(0);
      expect(await count('?mutuelle=brio')).toBe(0);
      expect(await count(`?at=${encodeURIComponent(before.toISOString())}`)).toBe(0);
    });
  });
  it('a union’s contradiction stands beside the operator’s word, which counts', async () => {
    await north.post('/payments', aDay(3));
    const union = await aWriter(world, { organisation: 'opticians' });
    const missing = aDay(3, { professions: ['optician'], state: 'missing' });
    expect((await union.post('/payments', missing)).status).toBe(201);
    const [told] = (await readAnswer()).payments;
    expect(told.days.map(({ by, state }: { by: string; state: string }) => [by, state])).toEqual([
      ['north', 'paid'],
      ['opticians', 'missing'],
    ]);
    expect(told.paidUntil).toBe(on(3));
  });
  it.each([
    ['a day to come', { day: 1 }, 422, '/day'],
    ['a day before 2000', { day: 40 * 365 }, 422, '/day'],
    ['promised for a day that is over', { state: 'promised', expectedOn: -1 }, 422, '/expectedOn'],
    ['promised without a day', { state: 'promised' }, 400, '/expectedOn'],
    ['paid, and promised for a day', { expectedOn: 5 }, 400, '/expectedOn'],
    ['to nobody', { professions: [] }, 422, '/professions'],
    ['on a platform that nobody knows', { platform: 'nord' }, 404, '/platform'],
    ['for a mutuelle that nobody knows', { mutuelles: ['albo'] }, 404, '/mutuelles'],
  ])('%s is refused, all of them with it', async (_, given, status, pointer) => {
    const { day, expectedOn, ...rest } = given as { day?: number; expectedOn?: number };
    const wrong = {
      ...aDay(0, rest),
      ...(day === undefined ? {} : { day: day > 2 ? '1999-12-31' : on(-day) }),
      ...(expectedOn === undefined ? {} : { expectedOn: on(-expectedOn) }),
    };
    const refused = await north.post('/payments', [aDay(2), wrong]);
    expect(faultOf(refused)).toEqual({ status, pointer: `/1${pointer}`, hasCure: true });
    expect((await readAnswer()).payments).toEqual([]);
  });
  it('is for one’s own platforms, professions and mutuelles', async () => {
    const post = async (organisation: string, given = {}) =>
      (await aWriter(world, { organisation })).post('/payments', aDay(1, given));
    expect(kindOf(await post('south'))).toBe('out-of-scope');
    expect(kindOf(await post('opticians'))).toBe('out-of-scope');
    expect((await post('opticians', { professions: ['optician'] })).status).toBe(201);
    expect(kindOf(await post('alba'))).toBe('out-of-scope');
    expect((await post('alba', { mutuelles: ['alba'] })).status).toBe(201);
    expect((await post('desk', { by: 'herald', sourceUrl: 'https://example.org/dit' })).status).toBe(201);
  });
  it('is told as it was known at the instant asked', async () => {
    const before = world.now();
    world.pass(60_000);
    await north.post('/payments', aDay(1));
    const at = encodeURIComponent(before.toISOString());
    const past = (await world.get(`${API}/answers/optician/alba?at=${at}`)).body;
    expect(past.payments).toEqual([]);
    expect((await readAnswer()).payments).toHaveLength(1);
  });
});
