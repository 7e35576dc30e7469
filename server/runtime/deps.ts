import { createAttempts } from '#server/accounts/attempts';
import { createProSanteConnect, type ProSanteConnect } from '#server/accounts/openid-sign-in';
import { createSecrets, secretKey } from '#server/accounts/secrets';
import { createSecurityLog } from '#server/accounts/security-events';
import type { Words } from '#server/contract/words';
import type { Env } from '#server/env';
import type { Deps } from '#server/http/deps';
import { createLateWrites } from '#server/http/writing/late-writes';
import { createWriteQueue } from '#server/http/writing/write-queue';
import { type Outbound, systemLookup } from '#server/outbound/targets';
import { check } from '#server/probes/check';
import { openSigner, readSigningKeys } from '#server/signing/keys';
import type { Runtime } from './bootstrap';
import type { Readers } from './readers';

/** All four or none: without a public address the provider has nowhere to send people back to. */
export const proSanteConnectOf = (env: Env): ProSanteConnect | null => {
  const issuer = env.PRO_SANTE_CONNECT_ISSUER;
  const clientId = env.PRO_SANTE_CONNECT_CLIENT_ID;
  const clientSecret = env.PRO_SANTE_CONNECT_CLIENT_SECRET;
  if (!issuer && !clientId && !clientSecret) return null;
  if (!issuer || !clientId || !clientSecret || !env.PUBLIC_URL) {
    throw new Error(
      'Pro Santé Connect : donnez ensemble PRO_SANTE_CONNECT_ISSUER, PRO_SANTE_CONNECT_CLIENT_ID, ' +
        'PRO_SANTE_CONNECT_CLIENT_SECRET et PUBLIC_URL, ou aucun des trois premiers.',
    );
  }
  return createProSanteConnect({
    issuer,
    clientId,
    clientSecret,
    redirectUri: new URL('/api/v1/professionals/callback', env.PUBLIC_URL).href,
    isLoopbackAllowed: !env.PUBLIC_URL.startsWith('https:'),
  });
};

/** Builds the dependencies of the routes. */
export const openDeps = async (
  { env, database, now, log, failing }: Runtime,
  { readModel, guard, heads, boardFeed, committed }: Readers,
  words: Words,
): Promise<Deps> => {
  const secrets = createSecrets(await secretKey(env.SECRET_KEY, env.DATA_DIR));
  const outbound: Outbound = {
    isLoopbackAllowed: env.PROBES_LOOPBACK === 'allowed',
    lookup: systemLookup,
    trusted: null,
  };
  return {
    db: database.db,
    readModel,
    now,
    words,
    secrets,
    signer: () => openSigner(env.DATA_DIR, now()),
    guard,
    heads,
    ownKeys: () => readSigningKeys(env.DATA_DIR),
    publicUrl: env.PUBLIC_URL ?? null,
    attempts: createAttempts(database.pool, secrets),
    security: createSecurityLog(log.security),
    committed,
    writeQueue: createWriteQueue(),
    lateWrites: createLateWrites(),
    streamVacancy: boardFeed.vacancy,
    trustedProxies: env.TRUSTED_PROXIES,
    outbound,
    runProbe: (steps, timeoutMs, at) => check(steps, timeoutMs, outbound, at),
    proSanteConnect: proSanteConnectOf(env),
    failed: failing('écriture que personne n’attend plus'),
  };
};
