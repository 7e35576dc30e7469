import { listSealedCodes } from '#db/accounts';
import type { Db } from '#db/database';
import { createSecrets, readSecretKey } from '#server/accounts/secrets';
import type { Env } from '#server/env';

/** Open accounts that no passkey lets in, whose sealed codes cannot be read with the secret at hand. */
export const unreadableCodes = async (db: Db, env: Env) => {
  const key = env.SECRET_KEY ?? (await readSecretKey(env.DATA_DIR));
  const secrets = key === null ? null : createSecrets(key);
  return (await listSealedCodes(db)).filter(({ totpSecret }) => {
    try {
      secrets?.unseal(totpSecret);
      return secrets === null;
    } catch {
      return true;
    }
  });
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
