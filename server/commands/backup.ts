import { stat } from 'node:fs/promises';
import { inBareDatabase } from '#db/backup/bare';
import { takeBackup } from '#db/backup/take';
import type { Command } from './command';

const USAGE = 'npm run backup -- DOSSIER';

/** Writes all that is on record, and the keys, to a new folder; works beside a running server. */
export const backup: Command = async ([folder, ...others], env) => {
  if (folder === undefined || others.length > 0) throw new Error(`Un dossier et un seul : ${USAGE}`);
  if (await stat(folder).catch(() => null))
    throw new Error(`${folder} existe déjà : donnez le nom d’un dossier à créer.`);
  const { seq, auditHead } = await inBareDatabase(env, ({ client }) =>
    takeBackup(client, env.DATA_DIR, folder),
  );
  return {
    lines: [
      `Sauvegardé dans ${folder} : changement ${seq}, journal jusqu’à la ligne ${auditHead.number}. ` +
        'Ce dossier contient les clés : gardez-le comme la machine elle-même.',
    ],
  };
};
