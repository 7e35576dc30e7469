import { createSecureContext } from 'node:tls';
import type { ProbeStep } from '#server/contract/probe-steps';
import { ResponseFault } from '#server/outbound/response-fault';
import type { Outbound } from '#server/outbound/targets';
import { createCookieJar } from './cookies';
import { type Checked, type Finding, failed, type Journey } from './journey';
import { checkDns } from './names';
import { checkHttp } from './page';
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
  // What we load ourselves is loaded before: only the exchange is measured.
  createSecureContext();
  const jar = await createCookieJar(now);
  const patience = AbortSignal.timeout(timeoutMs);
  const signal = stopping ? AbortSignal.any([patience, stopping]) : patience;
  const journey = { outbound, signal, jar, now };
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
    if (error instanceof ResponseFault) return failed(error.message);
    // Whatever goes wrong on the way has a code; what has none is our own accident, and says nothing of the platform.
    if (!(error instanceof Error && 'code' in error && error.code)) throw error;
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
  EPIPE: 'connexion coupée',
  ERR_STREAM_PREMATURE_CLOSE: 'connexion coupée',
  ETIMEDOUT: 'pas de connexion',
  EHOSTUNREACH: 'machine injoignable',
  ENETUNREACH: 'réseau injoignable',
  EADDRNOTAVAIL: 'réseau injoignable',
  ENOTFOUND: 'le nom n’existe pas',
  ENODATA: 'le nom n’a pas cet enregistrement',
  EBADNAME: 'ce n’est pas un nom',
  EUNREACHABLE: 'serveur de noms injoignable',
  ESERVFAIL: 'le serveur de noms ne sait pas répondre',
  EREFUSED: 'le serveur de noms refuse de répondre',
  ENOTIMP: 'le serveur de noms ne connaît pas cette demande',
  EFORMERR: 'le serveur de noms ne comprend pas la demande',
  EBADRESP: 'la réponse du serveur de noms est illisible',
  ECANCELLED: 'demande de nom abandonnée',
  EPROTO: 'échange chiffré impossible',
  ERR_SSL_TLSV13_ALERT_CERTIFICATE_REQUIRED: 'le serveur demande un certificat de client',
};

/** Tells an accident on the way by its code: never in the words of the other side. */
const accident = (code: string): string => {
  const known = ACCIDENTS[code];
  if (known !== undefined) return known;
  if (code.startsWith('ERR_SSL_')) return `échange chiffré impossible (${code.slice(8).toLowerCase()})`;
  return /CERT|ISSUER|SELF_SIGNED|LEAF/.test(code) ? certificateFault(code) : `échec (${code})`;
};
