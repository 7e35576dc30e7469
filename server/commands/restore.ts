import { parseArgs } from 'node:util';
import { listSealedCodes } from '#db/accounts';
import { inBareDatabase } from '#db/backup/bare';
import { putKeys, unsealKeys } from '#db/backup/keys';
import { readManifest, restoreBackup } from '#db/backup/restore';
import type { Db } from '#db/database';
import { hasSigningKey } from '#server/signing/keys';
import { createSecrets, readSecretKey } from '../accounts/secrets';
import type { Env } from '../env';
import type { Command } from './command';

const USAGE = 'npm run restore -- DOSSIER [--without-keys]';

/** Fills an empty DATA_DIR, or an empty DATABASE_URL, from a backup, and says what is to be done where keys are lost. */
export const restore: Command = async (args, env) => {
  const { values, positionals } = parseArgs({
    args: [...args],
    options: { 'without-keys': { type: 'boolean', default: false } },
    allowPositionals: true,
  });
  const [folder, ...others] = positionals;
  if (folder === undefined || others.length > 0) throw new Error(`Un dossier et un seul : ${USAGE}`);
  const manifest = await readManifest(folder);
  // Before anything is written: a wrong passphrase leaves the place empty.
  const keys = values['without-keys'] ? new Map() : await unsealKeys(folder, manifest, env.BACKUP_PASSPHRASE);
  const lost = await inBareDatabase(env, async (bare) => {
    await restoreBackup(bare, folder, manifest);
    const stay = await putKeys(env.DATA_DIR, keys);
    const left = stay.length === 0 ? [] : [`Déjà là, et laissés : ${stay.join(', ')}.`];
    return [...left, ...(await toDoWithout(bare.db, env))];
  });
  return {
    lines: [
      `Remis depuis ${folder}, pris le ${manifest.takenAt} : journal intact jusqu’à la ligne ${manifest.auditHead.number}.`,
      ...lost,
    ],
  };
};

/** What people must do because a key did not come back; empty: all did. */
const toDoWithout = async (db: Db, env: Env): Promise<string[]> => {
  const unread = await unreadableCodes(db, env);
  const addresses = unread.map(({ email }) => email).join(', ');
  return [
    ...((await hasSigningKey(env.DATA_DIR))
      ? []
      : [
          'Sans l’ancienne clé de signature : la prochaine mise en route en fait une autre. Donnez-la (/api/v1/signing-keys) ' +
            'à ceux qui épinglent l’ancienne, sans quoi leurs pages disent « non vérifiable » ; si l’ancienne a pu être prise, « admin revoke-signing-key » la retire.',
        ]),
    ...(unread.length === 0
      ? []
      : [
          `Sans l’ancien secret, les applications de codes et les codes de secours ne servent plus. À rouvrir un par un ` +
            `(npm run admin -- recover ADRESSE), qui reprennent un second facteur : ${addresses}. ` +
            'Mots de passe, clés d’accès et clés d’API servent toujours ; chacun se connecte de nouveau.',
        ]),
  ];
};

/** Open accounts that no passkey lets in, whose sealed codes cannot be read with the secret at hand. */
const unreadableCodes = async (db: Db, env: Env) => {
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
