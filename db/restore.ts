import { readEnv } from '#server/env';
import { inBareDatabase } from './backup/bare';
import { readManifest, restoreBackup, restoreSecrets } from './backup/restore';

const USAGE = 'npm run restore -- DOSSIER';

/** The command: fills an empty DATA_DIR, or an empty DATABASE_URL, from a backup. */
const run = async ([folder, ...others]: string[]): Promise<void> => {
  if (folder === undefined || others.length > 0) throw new Error(`Un dossier et un seul : ${USAGE}`);
  const env = readEnv(process.env);
  const told = await readManifest(folder);
  await inBareDatabase(env, (bare) => restoreBackup(bare, folder, told));
  const kept = await restoreSecrets(env.DATA_DIR, folder, told);
  const stay = kept.length === 0 ? '' : ` Déjà là, et laissés : ${kept.join(', ')}.`;
  process.stdout.write(
    `Remis depuis ${folder}, pris le ${told.takenAt} : journal intact jusqu’à la ligne ${told.auditHead.number}.${stay}\n`,
  );
};

try {
  await run(process.argv.slice(2));
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}
