import { listSealedCodes } from '#db/accounts';
import type { Db } from '#db/database';
import { forgetSealed, sealedOfDelivery } from '#db/sealed';
import { createSecrets, readSecretKey } from '#server/accounts/secrets';
import type { Env } from '#server/env';

/** Whether a sealed text opens with the secret at hand. */
const openingWith = async (env: Env): Promise<(sealed: string) => boolean> => {
  const key = env.SECRET_KEY ?? (await readSecretKey(env.DATA_DIR));
  if (key === null) return () => false;
  const secrets = createSecrets(key);
  return (sealed) => {
    try {
      secrets.unseal(sealed);
      return true;
    } catch {
      return false;
    }
  };
};

/** Open accounts that no passkey lets in, whose sealed codes cannot be read with the secret at hand. */
export const unreadableCodes = async (db: Db, env: Env) => {
  const opens = await openingWith(env);
  return (await listSealedCodes(db)).filter(({ totpSecret }) => !opens(totpSecret));
};

/**
 * Takes away who asked to be told and the pair of push services, where another secret sealed them: none of it could be
 * used, and their pages would fail. Resolves to how many subscribers went.
 */
export const forgetUnreadable = async (db: Db, env: Env): Promise<number> => {
  const [opens, samples] = await Promise.all([openingWith(env), sealedOfDelivery(db)]);
  return samples.every(opens) ? 0 : forgetSealed(db);
};

/** What there is to do for those accounts, in French; empty: nothing. */
export const lostCodes = (accounts: readonly { email: string }[]): string[] =>
  accounts.length === 0
    ? []
    : [
        'Sans l’ancien secret, les applications de codes et les codes de secours ne servent plus. À rouvrir un par un ' +
          `(npm run admin -- recover ADRESSE), qui reprennent un second facteur : ${accounts.map(({ email }) => email).join(', ')}. ` +
          'Mots de passe, clés d’accès et clés d’API servent toujours ; chacun se connecte de nouveau.',
      ];

/** The same of who asked to be told: where is sealed, and lost. */
export const lostSubscribers = (count: number): string[] =>
  count === 0
    ? []
    : [
        `Abonnements effacés, car leurs adresses étaient scellées avec l’ancien secret : ${count}. Qui veut être prévenu se réabonne.`,
      ];
