import { createAttempts } from '../accounts/attempts';
import { createSecrets, secretKey } from '../accounts/secrets';
import { createSecurityLog } from '../accounts/security-events';
import type { Words } from '../contract/words';
import type { Deps } from '../http/deps';
import { createWritingTurns } from '../http/writing/turns';
import { openSigner, readSigningKeys } from '../live/key-files';
import { systemLookup } from '../probes/targets';
import type { Ground } from './ground';
import type { Readers } from './readers';
import { proSanteConnectOf } from './sign-in';

/** What the doors are given. */
export const openDeps = async (
  { env, database, now, journal, failing }: Ground,
  { record, guard, heads, follower }: Readers,
  words: Words,
): Promise<Deps> => {
  const secrets = createSecrets(await secretKey(env.SECRET_KEY, env.DATA_DIR));
  return {
    ...{ db: database.db, record, now, words, secrets },
    signer: () => openSigner(env.DATA_DIR, now()),
    guard,
    heads,
    ownKeys: () => readSigningKeys(env.DATA_DIR),
    publicUrl: env.PUBLIC_URL ?? null,
    attempts: createAttempts(database.pool, secrets),
    security: createSecurityLog(journal.security),
    writingTurns: createWritingTurns(),
    streamVacancy: follower.vacancy,
    trustedProxies: env.TRUSTED_PROXIES,
    outbound: {
      isLoopbackAllowed: env.PROBES_LOOPBACK === 'allowed',
      lookup: systemLookup,
      trusted: null,
    },
    proSanteConnect: proSanteConnectOf(env),
    failed: failing('écriture que personne n’attend plus'),
  };
};
