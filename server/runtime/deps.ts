import { setTimeout as pause } from 'node:timers/promises';
import { type Db, isUnanswered } from '#db/database';
import { isAnythingSealed } from '#db/sealed';
import { createAttempts } from '#server/accounts/attempts';
import { createProSanteConnect, type ProSanteConnect } from '#server/accounts/openid-sign-in';
import { createSecrets, readSecretKey, secretKey } from '#server/accounts/secrets';
import { createSecurityLog } from '#server/accounts/security-events';
import type { Words } from '#server/contract/words';
import { openChannels } from '#server/delivery/channels';
import type { Env } from '#server/env';
import type { Deps } from '#server/http/deps';
import { createRefusals } from '#server/http/kit/refusals';
import { createWritable } from '#server/http/kit/writable';
import { createLateWrites } from '#server/http/writing/late-writes';
import { createWriteQueue } from '#server/http/writing/write-queue';
import { type Outbound, systemLookup } from '#server/outbound/targets';
import { check } from '#server/probes/check';
import { openSigner, readSigningKeys } from '#server/signing/keys';
import type { Runtime } from './bootstrap';
import type { Readers } from './readers';
import { roomIn } from './room';
import { FULL } from './states';

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

const LOST_KEY = (dataDir: string): string =>
  `secret.key n’est plus dans ${dataDir}, et la base garde des seconds facteurs ou des abonnements scellés avec lui : remettez ce fichier ` +
  '(npm run restore, d’une sauvegarde avec clés). S’il est perdu pour de bon : npm run admin -- new-secret-key.';

const UNKNOWN_KEY = (dataDir: string): string =>
  `secret.key n’est pas dans ${dataDir}, et la base, qui ne répond pas, ne peut dire si elle garde des seconds facteurs ` +
  'ou des abonnements scellés avec lui : remettez ce fichier (npm run restore, d’une sauvegarde avec clés), ou relancez quand la base répond.';

/** A database that starts with us is waited for where only it can say, milliseconds. */
const SAYS_WITHIN_MS = 15_000;
const ASKED_AGAIN_MS = 250;

/** A key made anew without a word would shut out everybody whose second factor the lost one had sealed. */
export const refuseLostKey = async (
  { SECRET_KEY, DATA_DIR }: Pick<Env, 'SECRET_KEY' | 'DATA_DIR'>,
  db: Db,
  within = SAYS_WITHIN_MS,
): Promise<void> => {
  if (SECRET_KEY !== undefined || (await readSecretKey(DATA_DIR)) !== null) return;
  // A database that is away cannot say, and a key made anew meanwhile would hide that one was lost.
  const until = performance.now() + within;
  const look = (): Promise<boolean> =>
    isAnythingSealed(db).catch(async (error: unknown) => {
      if (!isUnanswered(error)) throw error;
      if (performance.now() >= until) throw new Error(UNKNOWN_KEY(DATA_DIR));
      await pause(ASKED_AGAIN_MS);
      return look();
    });
  if (await look()) throw new Error(LOST_KEY(DATA_DIR));
};

/** Builds the dependencies of the routes. */
export const openDeps = async (
  { env, database, now, clock, log, states, failing }: Runtime,
  { readModel, guard, heads, boardFeed, committed }: Readers,
  words: Words,
): Promise<Deps> => {
  await refuseLostKey(env, database.db);
  const secrets = createSecrets(await secretKey(env.SECRET_KEY, env.DATA_DIR));
  const outbound: Outbound = {
    isLoopbackAllowed: env.PROBES_LOOPBACK === 'allowed',
    lookup: systemLookup,
    trusted: null,
  };
  return {
    db: database.db,
    writing: database.writing,
    readModel,
    now,
    clockDoubt: clock.doubt,
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
    writable: createWritable({
      room: () => roomIn(env.DATA_DIR),
      isSamePlace: env.DATABASE_URL === undefined,
      begun: () => states.met(FULL, { task: 'écriture refusée' }),
      over: () => states.over(FULL),
    }),
    refusals: createRefusals(),
    lateWrites: createLateWrites(),
    streamVacancy: boardFeed.vacancy,
    trustedProxies: env.TRUSTED_PROXIES,
    outbound,
    channels: openChannels({ env, outbound, secrets, db: database.db, now, words: words.channels }),
    runProbe: (steps, timeoutMs, at) => check(steps, timeoutMs, outbound, at),
    proSanteConnect: proSanteConnectOf(env),
    failed: failing('écriture que personne n’attend plus'),
  };
};
