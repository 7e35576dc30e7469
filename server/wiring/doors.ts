import { createAttempts } from '../accounts/attempts';
import { createSecrets, secretKey } from '../accounts/secrets';
import { createSecurityLog } from '../accounts/security-events';
import type { Words } from '../contract/words';
import type { Deps } from '../http/deps';
import { createWritingTurns } from '../http/writing/turns';
import { guarded } from '../live/guarded';
import { createHeadGuard } from '../live/head-guard';
import { openSigner, readSigningKeys } from '../live/key-files';
import { signedHeadsIn } from '../live/signed-heads';
import { systemLookup } from '../probes/targets';
import type { Ground } from './ground';
import type { Readers } from './readers';
import { proSanteConnectOf } from './sign-in';

/** How often the end of the journal is compared with what was signed of it. */
const LOOK_MS = 2_000;
const CURE =
  'npm run verify dit ce qui diffère ; après une restauration voulue, mettez de côté DATA_DIR/signed-heads et DATA_DIR/public';

/** What the doors are given. */
export const openDeps = async (
  { env, database, now, journal, failing }: Ground,
  { record, follower }: Readers,
  words: Words,
): Promise<Deps> => {
  const guard = createHeadGuard({
    db: database.db,
    heads: signedHeadsIn(env.DATA_DIR),
    now,
    shout: (why) => void journal.accident('journal refusé : rien n’est plus signé', { why, cure: CURE }),
  });
  // Also while nobody reads and nothing is signed.
  setInterval(guarded(guard.look, failing('journal non comparé')), LOOK_MS).unref();
  const secrets = createSecrets(await secretKey(env.SECRET_KEY, env.DATA_DIR));
  return {
    ...{ db: database.db, record, now, words, secrets },
    signer: () => openSigner(env.DATA_DIR, now()),
    guard,
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
