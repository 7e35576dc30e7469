import fc from 'fast-check';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import webPush from 'web-push';
import { channelWords } from '#app/words/channels';
import type { PushTarget } from '#server/delivery/channel';
import type { Message } from '#server/delivery/message';
import { type PushGiven, sendPushes, topicOf } from '#server/delivery/push/push';
import { type Outbound, systemLookup } from '#server/outbound/targets';
import { startCanary } from '../support/peers/canary';
import { type PushService, startPushService } from '../support/peers/push-service';
import { HOSTS } from '../support/peers/tricks';
import { HOSTILE_TEXTS } from '../support/world/hostile-texts';
import { anEnvelope, aSection } from '../support/world/messages';

const OPEN: Outbound = { isLoopbackAllowed: true, lookup: systemLookup, trusted: null };
const KEYS = webPush.generateVAPIDKeys();
const given = (more: Partial<PushGiven> = {}): PushGiven => ({
  outbound: OPEN,
  words: channelWords,
  keys: async () => KEYS,
  subject: 'https://comptoir.example',
  now: () => new Date('2026-11-30T14:02:00Z'),
  ...more,
});
const signal = () => AbortSignal.timeout(20_000);

let service: PushService;
beforeAll(async () => {
  service = await startPushService();
});
beforeEach(() => {
  service.brought.length = 0;
  service.answer(() => ({ status: 201 }));
});
afterAll(() => service.stop());

const send = (target: PushTarget, message: Partial<Message> = {}, more: Partial<PushGiven> = {}) =>
  sendPushes(given(more))([anEnvelope(target, message)], signal());
const pushed = async (message: Partial<Message> = {}) => {
  const target = service.subscribe();
  expect(await send(target, message)).toEqual([{ kind: 'delivered' }]);
  const [one] = service.opened(target);
  if (!one) throw new Error('rien n’est arrivé');
  return one;
};

describe('a notification', () => {
  it('is opened by its browser alone, and says what is so, of when, and where it is told', async () => {
    const { payload } = await pushed();
    expect(payload).toEqual({
      title: 'Viamedis, opticiens : NON depuis 15:00',
      body: expect.stringMatching(/^Prise en charge coupée\.\nCe message dit ce qui était su à 15:02/),
      url: 'https://comptoir.example/opticien',
      topic: topicOf('incident:viamedis-1'),
      at: '2026-11-30T14:02:00.000Z',
    });
    expect(service.brought[0]?.body.toString('latin1')).not.toContain('Viamedis');
    const [mine, other] = [service.subscribe(), service.subscribe()];
    await send(mine);
    const { pathname } = new URL(other.endpoint);
    for (const one of service.brought) if (one.path === new URL(mine.endpoint).pathname) one.path = pathname;
    expect(() => service.opened(other)).toThrow();
  });
  it('is signed for its push service, by the one key of this service', async () => {
    const { isSigned, claims, key } = await pushed();
    expect(isSigned).toBe(true);
    expect(key).toBe(KEYS.publicKey);
    expect(claims).toMatchObject({ aud: new URL(service.url()).origin, sub: 'https://comptoir.example' });
    expect(claims.exp * 1_000 - Date.now()).toBeLessThanOrEqual(24 * 3_600_000);
  });
  it('bears one signature a push service, each its own keys', async () => {
    const [one, other] = [service.subscribe(), service.subscribe()];
    await sendPushes(given())(
      [one, other].map((target) => anEnvelope(target)),
      signal(),
    );
    const [first, second] = service.brought;
    expect(first?.headers.authorization).toBe(second?.headers.authorization);
    // Its salt, and the key that it was sealed with.
    expect(first?.body.subarray(0, 86)).not.toEqual(second?.body.subarray(0, 86));
    expect([one, other].map((target) => service.opened(target)[0]?.isSigned)).toEqual([true, true]);
  });
  it('replaces the one before of its topic, and is let go after half a day', async () => {
    const [{ headers }, again, other] = [
      await pushed(),
      await pushed({ id: 'un-autre' }),
      await pushed({ topic: 'answer:opticien:harmonie' }),
    ];
    expect(headers.topic).toMatch(/^[\w-]{32}$/);
    expect(again.headers.topic).toBe(headers.topic);
    expect(other.headers.topic).not.toBe(headers.topic);
    expect(headers.ttl).toBe('43200');
  });
  it('wakes a telephone for an answer or days of payment, for nothing else', async () => {
    const urgencyOf = async (kind: 'change' | 'payment' | 'notice' | 'maintenance' | 'incident') =>
      (await pushed({ sections: [aSection({ kind })] })).headers.urgency;
    expect(await urgencyOf('change')).toBe('high');
    expect(await urgencyOf('payment')).toBe('high');
    expect(await urgencyOf('notice')).toBe('normal');
    expect(await urgencyOf('maintenance')).toBe('normal');
    expect(await urgencyOf('incident')).toBe('normal');
  });
  it('is never longer than every push service takes, whatever was typed', async () => {
    const texts = fc.oneof(
      fc.constantFrom(...HOSTILE_TEXTS),
      fc.constantFrom('🙂'.repeat(2_000), '€'.repeat(3_000)),
    );
    await fc.assert(
      fc.asyncProperty(texts, texts, async (subject, line) => {
        await pushed({
          subject,
          sections: [aSection({ lines: [line] })],
          url: `https://comptoir.example/${'é'.repeat(900)}`,
        });
        expect(service.brought.at(-1)?.body.length).toBeLessThanOrEqual(4_096);
      }),
      { numRuns: 20, endOnFailure: true },
    );
  });
});

describe('what a push service answers', () => {
  it.each([
    [201, {}, { kind: 'delivered' }],
    [404, {}, { kind: 'gone', why: 'HTTP 404' }],
    [410, {}, { kind: 'gone', why: 'HTTP 410' }],
    [403, {}, { kind: 'retry', why: 'HTTP 403', after: null }],
    [429, { 'retry-after': '30' }, { kind: 'retry', why: 'HTTP 429', after: 30_000 }],
    [301, { location: 'http://127.0.0.1:9/' }, { kind: 'retry', why: 'HTTP 301, non suivi', after: null }],
  ])('%i %j: %j', async (status, headers, outcome) => {
    service.answer(() => ({ status, headers }));
    expect(await send(service.subscribe())).toEqual([outcome]);
  });
  it('a subscription whose keys are none is refused, and nobody else is kept waiting', async () => {
    const [good, bad] = [service.subscribe(), { ...service.subscribe(), p256dh: 'AAAA', auth: 'AA' }];
    const outcomes = await sendPushes(given())(
      [bad, good].map((target) => anEnvelope(target)),
      signal(),
    );
    expect(outcomes).toMatchObject([{ kind: 'refused' }, { kind: 'delivered' }]);
  });
});

describe('where a push goes', () => {
  it('nowhere inside, however an endpoint spells it', async () => {
    const canary = await startCanary();
    const endpoints = HOSTS.flatMap((host) =>
      ['http', 'https'].map((scheme) => `${scheme}://${host}:${canary.port}/`),
    );
    const target = service.subscribe();
    const outcomes = await sendPushes(given({ outbound: { ...OPEN, isLoopbackAllowed: false } }))(
      endpoints.map((endpoint) => anEnvelope({ ...target, endpoint })),
      signal(),
    );
    expect(outcomes.filter(({ kind }) => kind === 'delivered')).toEqual([]);
    expect(canary.connections()).toBe(0);
    await canary.stop();
  });
});
