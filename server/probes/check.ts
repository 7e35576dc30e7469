import type { ProbeStep } from '#server/contract/probe-steps';
import type { Outbound } from '#server/outbound/targets';
import { type Checked, type Finding, failed, type Journey } from './check-result';
import { createCookieJar } from './cookies';
import { checkDns } from './dns';
import { checkHttp } from './http';
import { certificateFault, checkTcp, checkTls } from './sockets';

const MAX_SEEN_LENGTH = 200;

/** Runs the steps in order, within `timeoutMs` for all of them; the first that fails says why. */
export const check = async (
  steps: readonly ProbeStep[],
  timeoutMs: number,
  outbound: Outbound,
  now: Date,
  stopping?: AbortSignal,
): Promise<Checked> => {
  const patience = AbortSignal.timeout(timeoutMs);
  const signal = stopping ? AbortSignal.any([patience, stopping]) : patience;
  const journey = { outbound, signal, jar: createCookieJar(), now };
  const startedAt = performance.now();
  let seen = '';
  for (const [index, step] of steps.entries()) {
    const finding = await attempt(step, journey);
    const place = steps.length > 1 && !finding?.isOk ? `étape ${index + 1} : ` : '';
    const durationMs = Math.round(performance.now() - startedAt);
    if (!finding) return { outcome: 'timeout', durationMs, seen: `${place}rien en ${timeoutMs} ms` };
    if (!finding.isOk) return { outcome: 'failed', durationMs, seen: cut(place + finding.seen) };
    seen = seen === '' ? finding.seen : `${seen} ; ${finding.seen}`;
  }
  return { outcome: 'ok', durationMs: Math.round(performance.now() - startedAt), seen: cut(seen) };
};

const cut = (text: string): string =>
  text.length > MAX_SEEN_LENGTH ? `${text.slice(0, MAX_SEEN_LENGTH - 1)}…` : text;

/** Null: time was up. */
const attempt = async (step: ProbeStep, journey: Journey): Promise<Finding | null> => {
  try {
    return await run(step, journey);
  } catch (error) {
    if (journey.signal.aborted) return null;
    // Whatever goes wrong on the way has a code; what has none is our own accident, and says nothing of the platform.
    if (!(error instanceof Error && 'code' in error)) throw error;
    return failed(accident(String(error.code)));
  }
};

const run = (step: ProbeStep, journey: Journey): Promise<Finding> => {
  switch (step.kind) {
    case 'http':
      return checkHttp(step, journey);
    case 'tcp':
      return checkTcp(step, journey);
    case 'tls':
      return checkTls(step, journey);
    case 'dns':
      return checkDns(step, journey);
  }
};

const ACCIDENTS: Record<string, string> = {
  ECONNREFUSED: 'connexion refusée',
  ECONNRESET: 'connexion coupée',
  UND_ERR_SOCKET: 'connexion coupée',
  UND_ERR_CONNECT_TIMEOUT: 'pas de connexion',
  EHOSTUNREACH: 'machine injoignable',
  ENETUNREACH: 'réseau injoignable',
  ENOTFOUND: 'le nom n’existe pas',
  ENODATA: 'le nom n’a pas cet enregistrement',
  EPROTO: 'échange chiffré impossible',
};

/** What went wrong on the way, from its code: never the words of the other side. */
const accident = (code: string): string =>
  ACCIDENTS[code] ?? (/CERT|ISSUER|SELF_SIGNED|LEAF/.test(code) ? certificateFault(code) : `échec (${code})`);
