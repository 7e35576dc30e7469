import { Webhook } from 'standardwebhooks';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { channelWords } from '#app/words/channels';
import type { WebhookShape, WebhookTarget } from '#server/delivery/channel';
import type { Message } from '#server/delivery/message';
import { challenge, challengeSays } from '#server/delivery/webhook/challenge';
import { newWebhookSecret } from '#server/delivery/webhook/signature';
import { sendWebhooks, type WebhookGiven } from '#server/delivery/webhook/webhook';
import { type Outbound, systemLookup } from '#server/outbound/targets';
import { startCanary } from '../support/peers/canary';
import { createAuthority } from '../support/peers/certificates';
import { type Receiver, startReceiver } from '../support/peers/receiver';
import { HOSTS } from '../support/peers/tricks';
import { anEnvelope, aSection } from '../support/world/messages';

const OPEN: Outbound = { isLoopbackAllowed: true, lookup: systemLookup, trusted: null };
const SOURCE = 'https://comptoir.example';
const given = (more: Partial<WebhookGiven> = {}): WebhookGiven => ({
  outbound: OPEN,
  words: channelWords,
  source: SOURCE,
  now: () => new Date(),
  ...more,
});
const SECRET = newWebhookSecret();
const signal = () => AbortSignal.timeout(20_000);

let receiver: Receiver;
beforeAll(async () => {
  receiver = await startReceiver();
});
beforeEach(() => {
  receiver.brought.length = 0;
  receiver.answer(() => ({ status: 204 }));
});
afterAll(() => receiver.stop());

const target = (shape: WebhookShape = 'comptoir', secrets: readonly string[] = [SECRET]): WebhookTarget => ({
  channel: 'webhook',
  url: receiver.url('/crochet'),
  shape,
  secrets,
});
const send = (to: WebhookTarget, message: Partial<Message> = {}, more: Partial<WebhookGiven> = {}) =>
  sendWebhooks(given(more))([anEnvelope(to, message)], signal());
const broughtTo = async (to: WebhookTarget, message: Partial<Message> = {}) => {
  expect(await send(to, message)).toEqual([{ kind: 'delivered' }]);
  const last = receiver.brought.at(-1);
  if (!last) throw new Error('rien n’est arrivé');
  const headers = last.headers as Record<string, string>;
  return { headers, body: last.body.toString('utf8'), json: JSON.parse(last.body.toString('utf8')) };
};

describe('a webhook', () => {
  it('is verified by the library of Standard Webhooks, unchanged', async () => {
    const { headers, body } = await broughtTo(target());
    expect(new Webhook(SECRET).verify(body, headers)).toMatchObject({ specversion: '1.0' });
    expect(() => new Webhook(newWebhookSecret()).verify(body, headers)).toThrow();
    expect(() => new Webhook(SECRET).verify(body.replace('NON', 'OUI'), headers)).toThrow();
  });
  it('is verified by either secret while they change', async () => {
    const next = newWebhookSecret();
    const { headers, body } = await broughtTo(target('comptoir', [next, SECRET]));
    for (const secret of [next, SECRET]) expect(new Webhook(secret).verify(body, headers)).toBeTruthy();
  });
  it('bears the id of its message at every attempt', async () => {
    const [first, again] = [await broughtTo(target()), await broughtTo(target())];
    expect(first.headers['webhook-id']).toBe('0199aaaa-0000-7000-8000-000000000001');
    expect(again.headers['webhook-id']).toBe(first.headers['webhook-id']);
  });
  it('is a CloudEvent that says all of the message', async () => {
    const { headers, json } = await broughtTo(target());
    expect(headers['content-type']).toBe('application/cloudevents+json; charset=utf-8');
    expect(json).toEqual({
      specversion: '1.0',
      id: '0199aaaa-0000-7000-8000-000000000001',
      source: SOURCE,
      type: 'comptoir.message',
      subject: 'incident:viamedis-1',
      time: '2026-11-30T14:02:00.000Z',
      datacontenttype: 'application/json',
      data: {
        subject: 'Viamedis, opticiens : NON depuis 15:00',
        sections: [{ ...aSection(), nextUpdateDue: '2026-11-30T15:00:00.000Z' }],
        url: 'https://comptoir.example/opticien',
        manageUrl: 'https://comptoir.example/abonnements/jeton-de-quelqu-un',
      },
    });
  });
});

describe('what a receiver answers', () => {
  const NOW = new Date('2026-11-30T14:02:00Z');
  it.each([
    [200, {}, { kind: 'delivered' }],
    [202, {}, { kind: 'delivered' }],
    [410, {}, { kind: 'gone', why: 'HTTP 410' }],
    [404, {}, { kind: 'retry', why: 'HTTP 404', after: null }],
    [500, {}, { kind: 'retry', why: 'HTTP 500', after: null }],
    [429, { 'retry-after': '120' }, { kind: 'retry', why: 'HTTP 429', after: 120_000 }],
    [
      503,
      { 'retry-after': 'Mon, 30 Nov 2026 14:12:00 GMT' },
      { kind: 'retry', why: 'HTTP 503', after: 600_000 },
    ],
    [503, { 'retry-after': 'Mon, 30 Nov 2026 13:00:00 GMT' }, { kind: 'retry', why: 'HTTP 503', after: 0 }],
    [503, { 'retry-after': '999999999' }, { kind: 'retry', why: 'HTTP 503', after: 86_400_000 }],
    [503, { 'retry-after': 'demain' }, { kind: 'retry', why: 'HTTP 503', after: null }],
    [500, { 'retry-after': '5' }, { kind: 'retry', why: 'HTTP 500', after: null }],
    [307, { location: 'http://127.0.0.1:9/' }, { kind: 'retry', why: 'HTTP 307, non suivi', after: null }],
  ])('%i %j: %j', async (status, headers, outcome) => {
    receiver.answer(() => ({ status, headers }));
    expect(await send(target(), {}, { now: () => NOW })).toEqual([outcome]);
    expect(receiver.brought).toHaveLength(1);
  });
  it('a group of Slack, Teams or Discord that is no more says so by 404', async () => {
    receiver.answer(() => ({ status: 404 }));
    for (const shape of ['slack', 'teams', 'discord'] as const)
      expect(await send(target(shape))).toEqual([{ kind: 'gone', why: 'HTTP 404' }]);
  });
  it('one that hangs up may have read it', async () => {
    receiver.answer(() => 'hang-up');
    expect(await send(target())).toMatchObject([{ kind: 'retry', isUnsure: true }]);
  });
  it('one that never ends is delivered, and not read on', async () => {
    receiver.answer(() => 'endless');
    expect(await send(target())).toEqual([{ kind: 'delivered' }]);
    expect(receiver.sent()).toBeLessThan(8_000_000);
  });
  it('one that says nothing is left after ten seconds', async () => {
    receiver.answer(() => 'silence');
    const began = performance.now();
    expect(await send(target())).toMatchObject([{ kind: 'retry', why: 'TimeoutError', isUnsure: true }]);
    expect(performance.now() - began).toBeGreaterThan(9_000);
  });
});

describe('where a webhook goes', () => {
  const closed = { outbound: { ...OPEN, isLoopbackAllowed: false } };
  it('nowhere inside, however it is spelled', async () => {
    const canary = await startCanary();
    const urls = HOSTS.flatMap((host) =>
      ['http', 'https'].map((scheme) => `${scheme}://${host}:${canary.port}/`),
    );
    const envelopes = urls.map((url) => anEnvelope({ ...target(), url }));
    const outcomes = await sendWebhooks(given(closed))(envelopes, signal());
    expect(outcomes.filter(({ kind }) => kind === 'delivered')).toEqual([]);
    expect(canary.connections()).toBe(0);
    await canary.stop();
  });
  it('to https alone, and to nobody whose certificate is not trusted', async () => {
    const lookup = async () => ['93.184.216.34'];
    expect(
      await send(
        { ...target(), url: 'http://crochet.example/' },
        {},
        { outbound: { ...closed.outbound, lookup } },
      ),
    ).toEqual([{ kind: 'refused', why: 'clear' }]);
    const authority = await createAuthority(new Date());
    const secured = await startReceiver(await authority.issue('crochet.test', 30));
    const local = async () => ['127.0.0.1'];
    const to = { ...target(), url: secured.url('/', 'crochet.test') };
    expect(await send(to, {}, { outbound: { ...OPEN, lookup: local } })).toMatchObject([{ kind: 'retry' }]);
    expect(secured.brought).toEqual([]);
    expect(await send(to, {}, { outbound: { ...OPEN, lookup: local, trusted: authority.root } })).toEqual([
      { kind: 'delivered' },
    ]);
    await secured.stop();
  });
  it('a name that leads nowhere today may lead somewhere tomorrow', async () => {
    const lookup = () => Promise.reject(new Error('ENOTFOUND'));
    expect(
      await send({ ...target(), url: 'https://crochet.test/' }, {}, { outbound: { ...OPEN, lookup } }),
    ).toEqual([{ kind: 'retry', why: 'unresolved', after: null }]);
  });
  it('over few connections to one machine, however many are told', async () => {
    const before = receiver.connections();
    const outcomes = await sendWebhooks(given())(
      Array.from({ length: 100 }, () => anEnvelope(target())),
      signal(),
    );
    expect(outcomes.every(({ kind }) => kind === 'delivered')).toBe(true);
    expect(receiver.connections() - before).toBeLessThanOrEqual(8);
  });
});

describe('the challenge', () => {
  const ask = (shape: WebhookShape = 'comptoir', more: Partial<WebhookGiven> = {}, url = target().url) =>
    challenge(given(more), { url, shape, secrets: [SECRET] }, signal());
  const tokenIn = (body: Buffer) => JSON.parse(body.toString('utf8')).data.challenge;

  it('is met by the token alone, as text or as JSON, under a signature to be checked', async () => {
    receiver.answer(({ body }) => ({ status: 200, body: tokenIn(body) }));
    expect(await ask()).toEqual({ ok: true, value: null });
    receiver.answer(({ body }) => ({ status: 200, body: JSON.stringify({ challenge: tokenIn(body) }) }));
    expect(await ask()).toEqual({ ok: true, value: null });
    const { headers, body } = receiver.brought[0] ?? { headers: {}, body: Buffer.alloc(0) };
    expect(
      new Webhook(SECRET).verify(body.toString('utf8'), headers as Record<string, string>),
    ).toMatchObject({
      type: 'comptoir.challenge',
    });
  });
  it.each([
    ['who repeats all it is sent', 200, (body: Buffer) => body.toString('utf8'), /jeton/],
    ['who takes anything', 204, () => '', /jeton/],
    ['another token', 200, () => 'autre', /jeton/],
    ['a fault', 500, (body: Buffer) => tokenIn(body), /500/],
    ['a redirection', 302, (body: Buffer) => tokenIn(body), /renvoie ailleurs/],
  ])('is not met by %s', async (_, status, answer, said) => {
    receiver.answer(({ body }) => ({ status, body: answer(body), headers: { location: '/ailleurs' } }));
    const answered = await ask();
    expect(answered.ok).toBe(false);
    if (!answered.ok) expect(challengeSays(answered.refusal)).toMatch(said);
    expect(receiver.brought).toHaveLength(1);
  });
  it('of Slack, Teams and Discord is a first message, at their own addresses alone', async () => {
    receiver.answer(() => ({ status: 200, body: 'ok' }));
    for (const shape of ['slack', 'teams', 'discord'] as const)
      expect(await ask(shape)).toMatchObject({ ok: true });
    expect(receiver.brought).toHaveLength(3);
    const closed = { outbound: { ...OPEN, isLoopbackAllowed: false, lookup: async () => ['93.184.216.34'] } };
    for (const [shape, url] of [
      ['slack', 'https://hooks.slack.com.attaquant.example/services/T/B/x'],
      ['teams', 'https://attaquant.example/api.powerplatform.com'],
      ['discord', 'https://attaquant.example/api/webhooks/1/x'],
    ] as const)
      expect(await ask(shape, closed, url)).toEqual({ ok: false, refusal: { kind: 'not-theirs' } });
  });
});
