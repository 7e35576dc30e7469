import { stat } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { checkAudit } from '#db/audit-check';
import { putKeys, unsealKeys } from '#db/backup/keys';
import { readManifest, restoreBackup } from '#db/backup/restore';
import { takeBackup } from '#db/backup/take';
import type { Db } from '#db/database';
import { inBareDatabase } from '#db/open';
import { secretKey } from '#server/accounts/secrets';
import type { Env } from '#server/env';
import { clearKilledBackups } from '#server/runtime/leftovers';
import { hasSigningKey } from '#server/signing/keys';
import type { Command } from './command';
import { forgetUnreadable, lostCodes, lostSubscribers, unreadableCodes } from './lost-codes';

const BACKUP_USAGE = 'npm run backup -- DOSSIER [--with-keys]';

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
  if (folder === undefined || others.length > 0) throw new Error(`Un dossier et un seul : ${BACKUP_USAGE}`);
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
  const killed = await clearKilledBackups(folder, Date.now());
  const { seq, auditHead, secrets } = await inBareDatabase(env, async ({ db, client }) => {
    const { faults } = await checkAudit(db);
    if (faults[0]) throw new Error(NOT_RESTORABLE(faults[0]));
    return takeBackup(client, folder, sealing);
  });
  return {
    lines: [
      ...killed.map((each) => `Ôté, reste d’une sauvegarde interrompue : ${each}`),
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

const NOT_RESTORABLE = (fault: string): string =>
  `Rien n’est sauvegardé : le journal ne concorde pas avec les faits, et une telle sauvegarde ne se remettrait pas : ${fault}. ` +
  'npm run verify dit tout ; pour garder cet état comme preuve, copiez DATA_DIR, ou prenez pg_dump.';

const datesIn = (misdated: readonly string[]): string[] =>
  misdated.length === 0
    ? []
    : [
        `${misdated.length} fait(s) ne datent pas du moment que dit le journal (une horloge a sauté) : ${misdated[0]}.`,
      ];

const RESTORE_USAGE = 'npm run restore -- DOSSIER [--without-keys]';

/** Fills an empty DATA_DIR, or an empty DATABASE_URL, from a backup, and says what is to be done where keys are lost. */
export const restore: Command = async (args, env) => {
  const { values, positionals } = parseArgs({
    args: [...args],
    options: { 'without-keys': { type: 'boolean', default: false } },
    allowPositionals: true,
  });
  const [folder, ...others] = positionals;
  if (folder === undefined || others.length > 0) throw new Error(`Un dossier et un seul : ${RESTORE_USAGE}`);
  const manifest = await readManifest(folder);
  // Before anything is written: a wrong passphrase leaves the place empty.
  const keys = values['without-keys'] ? new Map() : await unsealKeys(folder, manifest, env.BACKUP_PASSPHRASE);
  const lost = await inBareDatabase(env, async (bare) => {
    const misdated = await restoreBackup(bare, folder, manifest);
    const stay = await putKeys(env.DATA_DIR, keys);
    const left = stay.length === 0 ? [] : [`Déjà là, et laissés : ${stay.join(', ')}.`];
    const toDo = await toDoWithout(bare.db, env);
    // What it sealed is told above: the next start need not ask for it.
    await secretKey(env.SECRET_KEY, env.DATA_DIR);
    return [...left, ...datesIn(misdated), ...toDo];
  });
  return {
    lines: [
      `Remis depuis ${folder}, pris le ${manifest.takenAt} : journal intact jusqu’à la ligne ${manifest.auditHead.number}.`,
      ...lost,
    ],
  };
};

/** Tells what people must do because a key did not come back; empty: every key did. */
const toDoWithout = async (db: Db, env: Env): Promise<string[]> => {
  const unread = await unreadableCodes(db, env);
  const forgotten = await forgetUnreadable(db, env);
  return [
    ...((await hasSigningKey(env.DATA_DIR))
      ? []
      : [
          'Sans l’ancienne clé de signature : la prochaine mise en route en fait une autre. Donnez-la (/api/v1/signing-keys) ' +
            'à ceux qui épinglent l’ancienne, sans quoi leurs pages disent « non vérifiable » ; si l’ancienne a pu être prise, « admin revoke-signing-key » la retire.',
        ]),
    ...lostCodes(unread),
    ...lostSubscribers(forgotten),
    ...(forgotten > 0 ? [TO_KEEP_THEM] : []),
  ];
};

const TO_KEEP_THEM =
  'Si vous avez encore l’ancien secret.key : mettez-le dans un DATA_DIR vide, et remettez la sauvegarde là ; ils y seront.';
