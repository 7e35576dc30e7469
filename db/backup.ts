import { stat } from 'node:fs/promises';
import { readEnv } from '#server/env';
import { inBareDatabase } from './backup/bare';
import { takeBackup } from './backup/take';

const USAGE = 'npm run backup -- DOSSIER';

/** The command: writes all that is on record, and the keys, to a new folder; works beside a running server. */
const run = async ([folder, ...others]: string[]): Promise<void> => {
  if (folder === undefined || others.length > 0) throw new Error(`Un dossier et un seul : ${USAGE}`);
  if (await stat(folder).catch(() => null))
    throw new Error(`${folder} existe déjà : donnez le nom d’un dossier à créer.`);
  const env = readEnv(process.env);
  const { seq, auditHead } = await inBareDatabase(env, ({ client }) =>
    takeBackup(client, env.DATA_DIR, folder),
  );
  process.stdout.write(
    `Sauvegardé dans ${folder} : changement ${seq}, journal jusqu’à la ligne ${auditHead.number}. ` +
      'Ce dossier contient les clés : gardez-le comme la machine elle-même.\n',
  );
};

try {
  await run(process.argv.slice(2));
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}
