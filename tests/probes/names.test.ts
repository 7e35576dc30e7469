import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { probeSteps } from '#server/contract/probe-steps';
import type { Outbound } from '#server/outbound/targets';
import { check } from '#server/probes/check';
import { exchange, hostName, ipv4, ipv6, startNameServer, texts } from '../support/peers/name-server';

const NOW = new Date();
let names: Awaited<ReturnType<typeof startNameServer>>;
beforeAll(async () => {
  names = await startNameServer();
  names.hold('portail.test', 'A', ipv4('192.0.2.1'), ipv4('192.0.2.2'));
  names.hold('portail.test', 'AAAA', ipv6('2001:db8:0:0:0:0:0:1'));
  names.hold('portail.test', 'CNAME', hostName('Hote.Example'));
  names.hold('portail.test', 'NS', hostName('ns1.example'));
  names.hold('portail.test', 'MX', exchange(10, 'Mail.Example'), exchange(20, 'autre.example'));
  names.hold('portail.test', 'TXT', texts('v=spf1 ', '-all'), texts('Mot de "passe"'));
  names.hold('sans-courrier.test', 'MX', exchange(0, ''));
});
afterAll(() => names.stop());

const outbound = (place = names.place): Outbound => ({
  isLoopbackAllowed: true,
  lookup: async () => [],
  trusted: null,
  nameServers: [place],
});
const run = (step: object, timeoutMs = 5_000, given = outbound()) =>
  check(probeSteps.parse([{ kind: 'dns', name: 'portail.test', ...step }]), timeoutMs, given, NOW);

describe('a record', () => {
  it.each([
    ['A', '192.0.2.2'],
    ['AAAA', '2001:db8::1'],
    ['AAAA', '2001:DB8:0:0::0001'],
    ['CNAME', 'hote.example'],
    ['CNAME', 'HOTE.EXAMPLE.'],
    ['NS', 'NS1.example.'],
    ['MX', 'mail.example'],
    ['MX', 'MAIL.example.'],
    ['MX', '10 mail.example'],
    ['MX', '20  autre.example.'],
    ['TXT', 'v=spf1 -all'],
    ['TXT', '"v=spf1 " "-all"'],
    ['TXT', 'Mot de "passe"'],
    ['TXT', '"Mot de \\"passe\\""'],
  ])('%s is found as %s: by its value', async (type, expected) => {
    expect(await run({ type, expected })).toMatchObject({ outcome: 'ok' });
  });
  it.each([
    ['A', '192.0.2.3'],
    ['AAAA', '2001:db8::2'],
    ['CNAME', 'hote.example.org'],
    ['MX', '20 mail.example'],
    ['TXT', 'V=SPF1 -ALL'],
    ['TXT', 'v=spf1'],
  ])('%s is not found as %s', async (type, expected) => {
    expect(await run({ type, expected })).toMatchObject({
      outcome: 'failed',
      seen: expect.stringMatching(/aucun n’est celui attendu$/),
    });
  });
  it('that says a name takes no mail is a value too', async () => {
    const step = { name: 'sans-courrier.test', type: 'MX' };
    expect(await run({ ...step, expected: '0 .' })).toMatchObject({ outcome: 'ok' });
    expect(await run({ ...step, expected: 'mail.example' })).toMatchObject({ outcome: 'failed' });
  });
  it('of a name with accents, capitals and a final dot is asked of its own name', async () => {
    names.hold('xn--tltransmission-bkbb.test', 'A', ipv4('192.0.2.1'));
    expect(await run({ name: 'Télétransmission.Test.' })).toMatchObject({ outcome: 'ok' });
  });
});

describe('a name server', () => {
  it.each([
    [3, 'le nom n’existe pas'],
    [2, 'le serveur de noms ne sait pas répondre'],
    [5, 'le serveur de noms refuse de répondre'],
  ])('that answers %s fails it at once, in words', async (code, seen) => {
    names.be(`code-${code}.test`, { code });
    const checked = await run({ name: `code-${code}.test` });
    expect(checked).toMatchObject({ outcome: 'failed', seen });
    expect(checked.durationMs).toBeLessThan(3_000);
  });
  it('that is not there is told from a machine that refuses', async () => {
    const gone = createSocket('udp4').bind(0, '127.0.0.1');
    await once(gone, 'listening');
    const place = `127.0.0.1:${gone.address().port}`;
    gone.close();
    await once(gone, 'close');
    expect(await run({}, 5_000, outbound(place))).toMatchObject({
      outcome: 'failed',
      seen: 'serveur de noms injoignable',
    });
  });
  it('that has no such record is told in words', async () => {
    expect(await run({ name: 'vide.test' })).toMatchObject({
      outcome: 'failed',
      seen: 'le nom n’a pas cet enregistrement',
    });
  });
  it('that is mute is a time-out, at the time of the probe and no other', async () => {
    const mute = createSocket('udp4').bind(0, '127.0.0.1');
    await once(mute, 'listening');
    const place = `127.0.0.1:${mute.address().port}`;
    for (const timeoutMs of [300, 6_500]) {
      const checked = await run({}, timeoutMs, outbound(place));
      expect(checked).toMatchObject({ outcome: 'timeout', seen: `rien en ${timeoutMs} ms` });
      expect(checked.durationMs).toBeGreaterThanOrEqual(timeoutMs - 2);
      expect(checked.durationMs).toBeLessThan(timeoutMs + 2_000);
    }
    mute.close();
  });
  it('that is late is waited for, as long as the probe is', async () => {
    names.hold('lent.test', 'A', ipv4('192.0.2.1'));
    names.be('lent.test', { lateMs: 3_500 });
    expect(await run({ name: 'lent.test' }, 10_000)).toMatchObject({ outcome: 'ok' });
  });
  it('whose answer was lost is asked again', async () => {
    names.hold('perdu.test', 'A', ipv4('192.0.2.1'));
    names.be('perdu.test', { lost: 2 });
    const checked = await run({ name: 'perdu.test' }, 10_000);
    expect(checked).toMatchObject({ outcome: 'ok' });
    expect(checked.durationMs).toBeLessThan(4_000);
  });
});
