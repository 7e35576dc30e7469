import { openWords } from '#app/words/public-formats';
import type { Connection } from '#db/database';
import { createAttempts } from '#server/accounts/attempts';
import { createSecrets } from '#server/accounts/secrets';
import { createSecurityLog } from '#server/accounts/security-events';
import type { ProbeStep } from '#server/contract/probe-steps';
import { openChannels } from '#server/delivery/channels';
import { readEnv } from '#server/env';
import { createApi } from '#server/http/api';
import { createRefusals } from '#server/http/kit/refusals';
import { createWritable } from '#server/http/kit/writable';
import { createLateWrites } from '#server/http/writing/late-writes';
import { createWriteQueue } from '#server/http/writing/write-queue';
import { type Outbound, systemLookup } from '#server/outbound/targets';
import { check } from '#server/probes/check';
import { createReadModel } from '#server/read-model/read-model';
import { createHeadGuard } from '#server/signing/head-guard';
import { newPrivateKey, signerOf } from '#server/signing/sign';
import type { SignedHead } from '#server/signing/signed-heads';

/**
 * The doors over a database, asked in process. `accidents`: what they failed on; `securityLines`: what they wrote of
 * security in the log.
 */
export const openDoors = (
  { db, pool }: Pick<Connection, 'db' | 'pool'>,
  now: () => Date = () => new Date(),
  outbound: Outbound = { isLoopbackAllowed: false, lookup: systemLookup, trusted: null },
) => {
  const accidents: unknown[] = [];
  const securityLines: { event: string; account: string | null; times: number }[] = [];
  const readModel = createReadModel(db, now, () => undefined);
  const signer = signerOf(newPrivateKey());
  const signed: SignedHead[] = [];
  const heads = { list: async () => signed, keep: async (head: SignedHead) => void signed.push(head) };
  const secrets = createSecrets('a key that only tests use, whatever it is');
  const deps = {
    db,
    writing: db,
    readModel,
    now,
    publicUrl: null,
    words: openWords,
    signer: async () => signer,
    guard: createHeadGuard({
      db,
      heads,
      now,
      shout: (why) => void accidents.push(why),
    }),
    heads,
    ownKeys: async () => [{ ...signer, since: now(), until: null, revokedAt: null }],
    secrets,
    attempts: createAttempts(pool, secrets),
    security: createSecurityLog((line) => void securityLines.push(line)),
    committed: async () => readModel.invalidate(),
    writeQueue: createWriteQueue(),
    writable: createWritable(),
    refusals: createRefusals(),
    lateWrites: createLateWrites(),
    clockDoubt: () => null,
    // Whoever asks in process cannot wait.
    streamVacancy: () => 'full' as const,
    trustedProxies: readEnv({} as never).TRUSTED_PROXIES,
    outbound,
    channels: openChannels({ env: {}, outbound, secrets, db, now, words: openWords.channels }),
    runProbe: (steps: readonly ProbeStep[], timeoutMs: number, at: Date) =>
      check(steps, timeoutMs, outbound, at),
    proSanteConnect: null,
    failed: (error: unknown) => void accidents.push(error),
  };
  const report = (error: unknown): string => `ESSAI-${accidents.push(error)}`;
  const api = createApi(deps, report);
  const ask = async (path: string, init: RequestInit) => {
    const response = await api.request(path, init, FROM_THIS_MACHINE);
    const text = await response.text();
    const isJson = response.headers.get('Content-Type')?.includes('json') ?? false;
    return {
      status: response.status,
      headers: response.headers,
      body: text === '' ? null : isJson ? JSON.parse(text) : text,
    };
  };
  return {
    accidents,
    securityLines,
    report,
    readModel,
    deps,
    api,
    get: (path: string, headers: Record<string, string> = {}) => ask(path, { headers }),
    /** `body`: a text as it is, anything else as JSON, undefined for none. */
    send: (method: string, path: string, body?: unknown, headers: Record<string, string> = {}) =>
      body === undefined
        ? ask(path, { method, headers })
        : ask(path, {
            method,
            body: typeof body === 'string' ? body : JSON.stringify(body),
            headers: { 'Content-Type': 'application/json', ...headers },
          }),
  };
};
export type Doors = ReturnType<typeof openDoors>;

/** A proxy of this machine, so that `X-Forwarded-For` says where one comes from. */
const FROM_THIS_MACHINE = { incoming: { socket: { remoteAddress: '127.0.0.1' } } };
