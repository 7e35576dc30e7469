import { stat } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { inBareDatabase } from '#db/backup/bare';
import { takeBackup } from '#db/backup/take';
import type { Command } from './command';

const USAGE = 'npm run backup -- DOSSIER [--with-keys]';

/**
 * Writes all that is on record to a new folder, beside a running server; with `--with-keys` the keys too, sealed with
 * BACKUP_PASSPHRASE.
 */
export const backup: Command = async (args, env) => {
  const { values, positionals } = parseArgs({
    args: [...args],
    options: { 'with-keys': { type: 'boolean', default: false } },
    allowPositionals: true,
  });
  const [folder, ...others] = positionals;
  if (folder === undefined || others.length > 0) throw new Error(`Un dossier et un seul : ${USAGE}`);
  if (await stat(folder).catch(() => null))
    throw new Error(`${folder} existe déjà : donnez le nom d’un dossier à créer.`);
  const passphrase = env.BACKUP_PASSPHRASE;
  if (values['with-keys'] && passphrase === undefined)
    throw new Error(
      'Les clés ne se sauvegardent que scellées : donnez une phrase dans BACKUP_PASSPHRASE, ou dans le fichier que ' +
        'nomme BACKUP_PASSPHRASE_FILE.',
    );
  const sealing =
    values['with-keys'] && passphrase !== undefined ? { dataDir: env.DATA_DIR, passphrase } : null;
  const { seq, auditHead, secrets } = await inBareDatabase(env, ({ client }) =>
    takeBackup(client, folder, sealing),
  );
  return {
    lines: [
      `Sauvegardé dans ${folder} : changement ${seq}, journal jusqu’à la ligne ${auditHead.number}. ${keysIn(secrets, sealing !== null)}`,
    ],
  };
};

const keysIn = (secrets: readonly string[], areAsked: boolean): string => {
  if (!areAsked)
    return 'Les clés n’y sont pas : gardez DATA_DIR/secret.key et DATA_DIR/keys à part, ou demandez « --with-keys ».';
  return secrets.length === 0
    ? 'DATA_DIR ne contient aucune clé : gardez SECRET_KEY à part.'
    : `Clés scellées : ${secrets.join(', ')}. Sans la phrase, elles sont perdues : gardez-la ailleurs.`;
};
