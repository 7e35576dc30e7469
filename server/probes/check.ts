import { Resolver } from 'node:dns/promises';
import { addAbortListener } from 'node:events';
import type { ProbeStep, StepOf } from '#server/contract/probe-steps';
import { type Answered, callOutside, orAborted } from '#server/outbound/outbound';
import type { Outbound } from '#server/outbound/targets';
import {
  type Checked,
  createCookieJar,
  type Finding,
  failed,
  type Journey,
  notCalled,
  passed,
} from './journey';
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

/** Tells an accident on the way by its code: never in the words of the other side. */
const accident = (code: string): string =>
  ACCIDENTS[code] ?? (/CERT|ISSUER|SELF_SIGNED|LEAF/.test(code) ? certificateFault(code) : `échec (${code})`);

/** Asks for a page and compares it with what is expected of it. */
export const checkHttp = async (
  step: StepOf<'http'>,
  { outbound, signal, jar }: Journey,
): Promise<Finding> => {
  const startedAt = performance.now();
  const call = { url: step.url, signal, headersFor: jar.say, heard: jar.hear };
  const answered = await callOutside(outbound, call);
  if (!answered.ok) return notCalled(answered.refusal);
  const took = Math.round(performance.now() - startedAt);
  const { status } = answered.value;
  const wrong = disappointment(step, answered.value, took);
  return wrong === null ? passed(`réponse ${status} en ${took} ms`) : failed(wrong);
};

const disappointment = (
  { status, text, header, atMostMs }: StepOf<'http'>,
  answered: Answered,
  took: number,
): string | null => {
  if (!status.includes(answered.status))
    return `réponse ${answered.status}, attendu ${status.slice(0, 5).join(' ou ')}`;
  if (header && !holds(header, answered.headers[header.name.toLowerCase()]))
    return `réponse ${answered.status}, sans l’en-tête ${header.name} attendu`;
  if (text !== null && !answered.text.includes(text))
    return `réponse ${answered.status}, sans le texte attendu dans la page`;
  if (atMostMs !== null && took > atMostMs) return `réponse en ${took} ms, ${atMostMs} au plus attendues`;
  return null;
};

const holds = (
  { match, value }: NonNullable<StepOf<'http'>['header']>,
  given: string | string[] | undefined,
): boolean =>
  [given ?? []].flat().some((each) => (match === 'equals' ? each === value : each.includes(value)));

/** A name that resolves, to an expected value when one is given. */
export const checkDns = async (step: StepOf<'dns'>, { signal }: Journey): Promise<Finding> => {
  const resolver = new Resolver({ tries: 2 });
  addAbortListener(signal, () => resolver.cancel());
  const values = ((await orAborted(resolver.resolve(step.name, step.type), signal)) as unknown[]).map(
    written,
  );
  if (values.length === 0) return failed(`aucun enregistrement ${step.type}`);
  if (step.expected !== null && !values.includes(step.expected))
    return failed(`${values.length} enregistrement(s) ${step.type}, aucun n’est celui attendu`);
  return passed(`${values.length} enregistrement(s) ${step.type}`);
};

/** As one writes it: a TXT comes in parts, an MX with its priority. */
const written = (value: unknown): string => {
  if (Array.isArray(value)) return value.join('');
  if (typeof value === 'object' && value !== null && 'exchange' in value) return String(value.exchange);
  return String(value);
};
