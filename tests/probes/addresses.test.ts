import { once } from 'node:events';
import { createServer as createHttpsServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { beforeAll, describe, expect, it } from 'vitest';
import { probeSteps } from '#server/contract/probe-steps';
import type { Outbound } from '#server/outbound/targets';
import { check } from '#server/probes/check';
import { startCanary } from '../support/peers/canary';
import { type Authority, type Certificate, createAuthority } from '../support/peers/certificates';
import { startPlatform } from '../support/peers/loopback-platform';

const NOW = new Date();
const PATIENCE_MS = 5_000;

let authority: Authority;
beforeAll(async () => {
  authority = await createAuthority(NOW);
});

const outside = (addresses: readonly string[], more: Partial<Outbound> = {}): Outbound => ({
  isLoopbackAllowed: true,
  lookup: async () => addresses,
  trusted: authority.root,
  ...more,
});
const run = (step: object, outbound: Outbound, timeoutMs = PATIENCE_MS) =>
  check(probeSteps.parse([step]), timeoutMs, outbound, NOW);

describe('a name of several addresses', () => {
  // Linux has all of 127/8: the same port is free on an address and taken on another.
  const steps = (port: number) => [
    { kind: 'tcp', host: 'portail.test', port },
    { kind: 'tls', host: 'portail.test', port },
    { kind: 'http', url: `https://portail.test:${port}/` },
  ];
  it.each([
    ['refuses', ['127.0.0.9', '127.0.0.1']],
    ['refuses, in another family', ['::1', '127.0.0.1']],
    ['and most of them refuse', ['127.0.0.9', '127.0.0.8', '::1', '127.0.0.7', '127.0.0.1']],
  ])('is reached by another when the first %s', async (_, addresses) => {
    const server = await startPlatform(await authority.issue('portail.test', 60));
    for (const step of steps(server.port))
      expect(await run(step, outside(addresses))).toMatchObject({ outcome: 'ok' });
    await server.stop();
  });
  it('whose addresses all refuse fails, in words', async () => {
    const gone = await startPlatform();
    await gone.stop();
    for (const step of steps(gone.port))
      expect(await run(step, outside(['127.0.0.9', '127.0.0.1', '::1']))).toMatchObject({
        outcome: 'failed',
        seen: 'connexion refusée',
      });
  });
  it('is called by none when one of them is not the world’s', async () => {
    const canary = await startCanary();
    const closed = { isLoopbackAllowed: false };
    for (const addresses of [
      ['93.184.216.34', '127.0.0.1'],
      ['127.0.0.1', '93.184.216.34'],
      ['93.184.216.34', '2606:2800:220:1::1', '::ffff:127.0.0.1'],
      ['93.184.216.34', '::1'],
    ])
      for (const step of steps(canary.port))
        expect(await run(step, outside(addresses, closed))).toMatchObject({
          outcome: 'failed',
          seen: expect.stringMatching(/réseau privé/),
        });
    expect(canary.connections()).toBe(0);
    await canary.stop();
  });
  it('is asked for once, and called nowhere but where it was checked', async () => {
    const canary = await startCanary();
    const turning = () => {
      let asked = 0;
      const lookup = async () => {
        asked += 1;
        return asked === 1 ? ['127.0.0.77', '127.0.0.78'] : ['127.0.0.1'];
      };
      return outside([], { lookup });
    };
    for (const step of steps(canary.port))
      expect(await run(step, turning())).toMatchObject({ outcome: 'failed', seen: 'connexion refusée' });
    expect(canary.connections()).toBe(0);
    await canary.stop();
  });
});

describe('a chain of certificates', () => {
  const served = async (certificate: Certificate) => {
    const server = createHttpsServer(certificate, (_, response) => response.end()).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    const checked = await run({ kind: 'tls', host: 'portail.test', port }, outside(['127.0.0.1']));
    server.closeAllConnections();
    await once(server.close(), 'close');
    return checked;
  };
  it('is worth what its first end is: an intermediate that ends before', async () => {
    const soon = await authority.intermediate('Intermédiaire', 5);
    expect(
      await served(await authority.issue('portail.test', 60, { by: soon, presented: [soon.cert] })),
    ).toMatchObject({
      outcome: 'failed',
      seen: expect.stringMatching(/^certificat intermédiaire valable jusqu’au .* : [45] jours, 14 attendus$/),
    });
  });
  it('with an intermediate that has ended is no chain', async () => {
    const over = await authority.intermediate('Intermédiaire', -2);
    expect(
      await served(await authority.issue('portail.test', 60, { by: over, presented: [over.cert] })),
    ).toMatchObject({
      outcome: 'failed',
      seen: expect.stringMatching(/^certificat intermédiaire expiré depuis le/),
    });
  });
  it('whose every link is long is good', async () => {
    const long = await authority.intermediate('Intermédiaire', 200);
    expect(
      await served(await authority.issue('portail.test', 60, { by: long, presented: [long.cert] })),
    ).toMatchObject({
      outcome: 'ok',
      seen: expect.stringMatching(/^certificat valable jusqu’au/),
    });
  });
  it('is not shortened by what is presented beside it', async () => {
    const over = await authority.intermediate('Ancienne', -2);
    expect(await served(await authority.issue('portail.test', 60, { presented: [over.cert] }))).toMatchObject(
      {
        outcome: 'ok',
      },
    );
  });
});
