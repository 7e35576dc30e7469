import { access } from 'node:fs/promises';
import { join } from 'node:path';
import { Command } from 'commander';
import { checkAudit } from '#db/audit-check';
import type { Db } from '#db/database';
import { openDatabase } from '#db/open';
import { holdsAuditRow } from '#db/signing-keys';
import { type Env, readEnv } from './env';
import { readSigningKeys } from './live/key-files';
import { checkFile, readKeys } from './live/snapshot-files';

/** The command: the journal's chain and every fact beside it; with files, signed snapshots, offline if need be. */

const withDatabase = async <T>(env: Env, work: (db: Db) => Promise<T>): Promise<T> => {
  const { db, close } = await openDatabase(env, { statementTimeout: 0 });
  try {
    return await work(db);
  } finally {
    await close();
  }
};

const verifyJournal = (env: Env): Promise<boolean> =>
  withDatabase(env, async (db) => {
    const { rows, facts, head, faults } = await checkAudit(db);
    for (const fault of faults) process.stderr.write(`${fault}\n`);
    if (faults.length > 0) {
      process.stderr.write(`Journal rompu : ${faults.length} faute(s), la première ci-dessus.\n`);
      return false;
    }
    process.stdout.write(`Journal intact : ${rows} lignes, ${facts} faits. Tête : ${head}\n`);
    return true;
  });

const verifyFiles = async (env: Env, files: readonly string[], listed: string | undefined) => {
  const keys = [...(await readSigningKeys(env.DATA_DIR)), ...(listed ? await readKeys(listed) : [])];
  let areAllGood = true;
  for (const file of files) {
    const checked = await checkFile(file, keys);
    const fault = checked.ok ? await journalFault(env, checked.value.auditHead) : checked.refusal;
    if (checked.ok && fault === null) {
      const { seq, generatedAt, validUntil } = checked.value;
      const due =
        new Date(validUntil) < new Date() ? ` À vérifier : il ne valait que jusqu’à ${validUntil}.` : '';
      process.stdout.write(`${file} : signé, numéro ${seq}, état de ${generatedAt}.${due}\n`);
      continue;
    }
    areAllGood = false;
    process.stderr.write(`${file} : non vérifiable : ${fault}.\n`);
  }
  return areAllGood;
};

type Head = { number: number; hash: string };

/** Null: the journal holds the row that the file names, or there is no database here to ask. */
const journalFault = async (env: Env, { number, hash }: Head): Promise<string | null> => {
  const isHere =
    env.DATABASE_URL !== undefined ||
    (await access(join(env.DATA_DIR, 'postgres')).then(
      () => true,
      () => false,
    ));
  if (!isHere) return null;
  try {
    const isHeld = await withDatabase(env, (db) => holdsAuditRow(db, number, hash));
    return isHeld ? null : `le journal n’a plus la ligne ${number} qu’il nomme : il a été réécrit`;
  } catch (error) {
    process.stderr.write(`Base injoignable, journal non comparé : ${(error as Error).message}\n`);
    return null;
  }
};

const program = new Command('npm run verify --')
  .description(
    'Sans fichier : le journal. Avec : la signature d’états publiés, leur ordre, leur place au journal.',
  )
  .argument('[fichiers...]', 'des états signés ; la signature est à côté, en .sig')
  .option('--keys <fichier>', 'une réponse de GET /api/v1/signing-keys, outre les clés de DATA_DIR')
  .action(async (files: string[], { keys }: { keys?: string }) => {
    const env = readEnv(process.env);
    const isGood = files.length === 0 ? await verifyJournal(env) : await verifyFiles(env, files, keys);
    process.exitCode = isGood ? 0 : 1;
  });

try {
  await program.parseAsync();
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}
