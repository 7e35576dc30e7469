import { probeSteps } from '#server/contract/probe-steps';
import type { Outbound } from '#server/outbound/targets';
import { check } from '#server/probes/check';

/** This machine alone, by any name. */
export const HERE: Outbound = { isLoopbackAllowed: true, lookup: async () => ['127.0.0.1'], trusted: null };

const PATIENCE_MS = 10_000;

/** Runs steps once, now. */
export const runSteps = (steps: readonly object[], timeoutMs = PATIENCE_MS) =>
  check(probeSteps.parse(steps), timeoutMs, HERE, new Date());

/** Asks for a page, of which more may be expected than that it answers 200. */
export const runPage = (url: string, expected: object = {}, timeoutMs = PATIENCE_MS) =>
  runSteps([{ kind: 'http', url, ...expected }], timeoutMs);

export const OK = 'HTTP/1.1 200 OK\r\n';
export const HTML = 'Content-Type: text/html\r\n';

/** A whole answer. Texts are in Latin-1: one character a byte. */
export const answer = (fields: string, body: string | Uint8Array): Uint8Array => {
  const bytes = typeof body === 'string' ? Buffer.from(body, 'latin1') : body;
  return Buffer.concat([
    Buffer.from(`${OK}${fields}Content-Length: ${bytes.length}\r\n\r\n`, 'latin1'),
    bytes,
  ]);
};
