import { createServer } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { probeSteps } from '#server/contract/probe-steps';
import type { Outbound } from '#server/outbound/targets';
import { check } from '#server/probes/check';
import { type Authority, createAuthority } from '../support/peers/certificates';
import { type LoopbackPlatform, startPlatform } from '../support/peers/loopback-platform';

const NOW = new Date();
let authority: Authority;
let plain: LoopbackPlatform;
let outbound: Outbound;
const secured = new Map<number, LoopbackPlatform>();
beforeAll(async () => {
  authority = await createAuthority(NOW);
  plain = await startPlatform();
  for (const daysLeft of [60, 5, -2])
    secured.set(daysLeft, await startPlatform(await authority.issue('portail.test', daysLeft)));
  outbound = {
    isLoopbackAllowed: true,
    lookup: async () => ['127.0.0.1'],
    trusted: authority.root,
  };
});
afterAll(() => Promise.all([plain, ...secured.values()].map((platform) => platform.stop())));
beforeEach(() => plain.be('working'));

const PATIENCE_MS = 10_000;
const run = (...steps: object[]) => check(probeSteps.parse(steps), PATIENCE_MS, outbound, NOW);
const runHurried = (step: object) => check(probeSteps.parse([step]), 150, outbound, NOW);
const page = (more: object = {}) => ({ kind: 'http', url: plain.url(), ...more });
const portOf = (daysLeft: number) => secured.get(daysLeft)?.port ?? 0;
const tls = (daysLeft: number, more: object = {}) => ({
  kind: 'tls',
  host: 'portail.test',
  port: portOf(daysLeft),
  ...more,
});

describe('a page', () => {
  it('answers as expected', async () => {
    const checked = await run(
      page({
        text: 'type="password"',
        header: { name: 'X-Version', value: 'portail' },
        atMostMs: PATIENCE_MS,
      }),
    );
    expect(checked).toMatchObject({ outcome: 'ok', seen: expect.stringMatching(/^réponse 200 en \d+ ms$/) });
    expect(checked.durationMs).toBeLessThan(PATIENCE_MS);
  });
  it.each([
    ['another status', { status: [204, 301] }, /réponse 200, attendu 204 ou 301/],
    ['a text missing', { text: 'Bienvenue' }, /sans le texte attendu/],
    ['a header missing', { header: { name: 'x-other', value: 'a' } }, /sans l’en-tête x-other/],
    [
      'a header that differs',
      { header: { name: 'x-version', match: 'equals', value: 'portail' } },
      /x-version/,
    ],
  ])('%s fails', async (_, expected, seen) => {
    expect(await run(page(expected))).toMatchObject({ outcome: 'failed', seen: expect.stringMatching(seen) });
  });
  it('says nothing of what the page holds', async () => {
    plain.be('failing');
    expect((await run(page({ text: 'Bienvenue' }))).seen).not.toContain('panne');
  });
  it('too slow for what is expected fails, too slow for the patience is a time-out', async () => {
    plain.be('slow');
    expect(await run(page({ atMostMs: 100 }))).toMatchObject({ outcome: 'failed' });
    expect(await runHurried(page())).toMatchObject({ outcome: 'timeout', seen: 'rien en 150 ms' });
  });
  it('mute is a time-out', async () => {
    plain.be('mute');
    const { outcome, durationMs } = await runHurried(page());
    expect(outcome).toBe('timeout');
    expect(durationMs).toBeLessThan(PATIENCE_MS);
  });
  it('is read as far as 64 kB', async () => {
    expect((await run(page({ url: plain.url('/long'), text: 'fin' }))).outcome).toBe('failed');
    expect((await run(page({ url: plain.url('/long'), text: 'xxx' }))).outcome).toBe('ok');
  });
  it('that turns round is left after five redirections', async () => {
    plain.be('moved');
    const before = plain.calls();
    expect(await run(page())).toMatchObject({
      outcome: 'failed',
      seen: expect.stringMatching(/redirections/),
    });
    expect(plain.calls() - before).toBe(6);
  });
});

describe('a journey', () => {
  it('keeps cookies from one step to the next', async () => {
    const inside = page({ url: plain.url('/espace') });
    expect((await run(inside)).seen).toContain('réponse 403');
    expect((await run(page(), inside)).outcome).toBe('ok');
  });
  it('ends at the first step that fails, and names it', async () => {
    const { outcome, seen } = await run(page(), page({ status: [201] }), page({ text: 'jamais' }));
    expect(outcome).toBe('failed');
    expect(seen).toMatch(/^étape 2 : réponse 200, attendu 201/);
  });
  it('of a page and its certificate', async () => {
    const url = secured.get(60)?.url('/', 'portail.test');
    expect(await run({ kind: 'http', url }, tls(60))).toMatchObject({ outcome: 'ok' });
  });
});

describe('a certificate', () => {
  it('with time left is good', async () => {
    expect(await run(tls(60))).toMatchObject({
      outcome: 'ok',
      seen: expect.stringMatching(/valable jusqu’au/),
    });
  });
  it.each([
    ['with too few days left', () => tls(5), /: 4 jours, 14 attendus|: 5 jours, 14 attendus/],
    ['expired', () => tls(-2), /certificat expiré/],
    ['of another name', () => tls(60, { host: 'autre.test' }), /d’un autre nom/],
  ])('%s fails', async (_, step, seen) => {
    expect(await run(step())).toMatchObject({ outcome: 'failed', seen: expect.stringMatching(seen) });
  });
  it('of an unknown authority fails', async () => {
    const steps = probeSteps.parse([tls(60)]);
    const checked = await check(steps, PATIENCE_MS, { ...outbound, trusted: null }, NOW);
    expect(checked).toMatchObject({
      outcome: 'failed',
      seen: expect.stringMatching(/sans sa chaîne|inconnue/),
    });
  });
  it('expired, makes its page fail too', async () => {
    const url = secured.get(-2)?.url('/', 'portail.test');
    expect(await run({ kind: 'http', url })).toMatchObject({ outcome: 'failed', seen: 'certificat expiré' });
  });
});

describe('a port', () => {
  it('open is good, closed fails', async () => {
    expect(await run({ kind: 'tcp', host: 'portail.test', port: plain.port })).toMatchObject({
      outcome: 'ok',
    });
    const gone = await new Promise<number>((resolve) => {
      const server = createServer().listen(0, '127.0.0.1', () => {
        const address = server.address();
        server.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
      });
    });
    expect(await run({ kind: 'tcp', host: 'portail.test', port: gone })).toMatchObject({
      outcome: 'failed',
      seen: 'connexion refusée',
    });
  });
});
