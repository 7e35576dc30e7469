import { Resolver } from 'node:dns/promises';
import type { ProbeStep } from '#server/contract/probe-steps';
import { probeSteps } from '#server/contract/probe-steps';
import { type Outbound, systemLookup } from '#server/outbound/targets';
import { check } from '#server/probes/check';
import { startPlatform } from '../../support/peers/loopback-platform';
import { startNameServer } from '../../support/peers/name-server';
import { startRawServer } from '../../support/peers/raw-server';
import { addressesAt, HOSTS, locationsTo, redirectionsTo } from '../../support/peers/tricks';

const PATIENCE = 3_000;
const CLOSED: Outbound = { isLoopbackAllowed: false, lookup: systemLookup, trusted: null };

/** Every step that would call a place: as a page in clear and not, a port, a certificate. */
export const stepsTo = (host: string, port: number): ProbeStep[] => {
  const bare = host.replace(/^\[|\]$/g, '');
  return [
    ...['http', 'https'].map((scheme) => page(`${scheme}://${host}:${port}/`)),
    ...[host, bare].map((each): ProbeStep => ({ kind: 'tcp', host: each, port })),
    { kind: 'tls', host: bare, port, daysLeft: 14 },
  ];
};

export const page = (url: string): ProbeStep => ({
  kind: 'http',
  url,
  status: [200],
  text: null,
  header: null,
  atMostMs: null,
});

/** What was called, and what of it was not refused. */
export const callInProcess = async (port: number): Promise<{ calls: number; passed: string[] }> => {
  const passed: string[] = [];
  let calls = 0;
  const run = async (step: ProbeStep, outbound: Outbound, what: string) => {
    calls += 1;
    const { outcome } = await check(probeSteps.parse([step]), PATIENCE, outbound, new Date()).catch(() => ({
      outcome: 'failed',
    }));
    if (outcome === 'ok') passed.push(what);
  };
  for (const host of HOSTS)
    for (const step of stepsTo(host, port)) await run(step, CLOSED, `${step.kind} ${host}`);
  for (const url of addressesAt(port))
    if (URL.canParse(url) && /^https?:\/\//i.test(url)) await run(page(url), CLOSED, url);

  // A page that may be called, on this machine as tests may, and that sends elsewhere.
  const open = { ...CLOSED, isLoopbackAllowed: true };
  const sender = await startPlatform();
  for (const url of redirectionsTo(port)) {
    sender.be('moved', url);
    await run(page(sender.url()), open, `→ ${url}`);
  }
  sender.be('working');

  const names = await startNameServer();
  const named = (outbound: Outbound): Outbound => ({
    ...outbound,
    lookup: (name) => {
      const resolver = new Resolver();
      resolver.setServers([names.place]);
      return resolver.resolve4(name);
    },
  });
  names.say('half.test', ['93.184.216.34', '127.0.0.1']);
  const halves = ['half.test', 'other-half.test'];
  names.say('other-half.test', ['127.0.0.1', '93.184.216.34', '8.8.8.8']);
  for (const half of halves)
    for (const step of stepsTo(half, port)) await run(step, named(CLOSED), `${step.kind} ${half}`);
  // Checked where nobody answers, then said to be where the canary is: the first is called, or nothing.
  for (const step of stepsTo('turning.test', port)) {
    names.say('turning.test', ['127.0.0.77', '127.0.0.78'], ['127.0.0.1']);
    await run(step, named(open), `rebinding ${step.kind}`);
  }
  const raw = await startRawServer();
  for (const line of locationsTo(port)) {
    raw.say(`HTTP/1.1 302 Found\r\n${line}\r\nContent-Length: 0\r\n\r\n`);
    await run(page(raw.url()), open, `→ ${line}`);
  }
  await Promise.all([sender.stop(), names.stop(), raw.stop()]);
  return { calls, passed };
};
