import { inBareDatabase } from '#db/backup/bare';
import { readManifest, restoreBackup, restoreSecrets } from '#db/backup/restore';
import type { Command } from './command';

const USAGE = 'npm run restore -- DOSSIER';

/** Fills an empty DATA_DIR, or an empty DATABASE_URL, from a backup. */
export const restore: Command = async ([folder, ...others], env) => {
  if (folder === undefined || others.length > 0) throw new Error(`Un dossier et un seul : ${USAGE}`);
  const told = await readManifest(folder);
  await inBareDatabase(env, (bare) => restoreBackup(bare, folder, told));
  const kept = await restoreSecrets(env.DATA_DIR, folder, told);
  const stay = kept.length === 0 ? '' : ` Déjà là, et laissés : ${kept.join(', ')}.`;
  return {
    lines: [
      `Remis depuis ${folder}, pris le ${told.takenAt} : journal intact jusqu’à la ligne ${told.auditHead.number}.${stay}`,
    ],
  };
};
