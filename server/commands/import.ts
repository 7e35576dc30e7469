import { readFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { openDatabase } from '#db/open';
import { readFileAs } from '#server/dataset/file';
import { importDataset } from '#server/dataset/load';
import { saidOfImport, saidOfRefusal } from '#server/dataset/terminal';
import type { Command } from './command';

const USAGE = 'npm run import -- FICHIER.json|FICHIER.csv [--dry-run]';

/** Loads a file into the record and says what it did. */
export const importFile: Command = async (args, env) => {
  const { values, positionals } = parseArgs({
    args: [...args],
    options: { 'dry-run': { type: 'boolean', default: false } },
    allowPositionals: true,
  });
  const [file, ...others] = positionals;
  if (file === undefined || others.length > 0) throw new Error(`Un fichier et un seul : ${USAGE}`);
  const read = readFileAs(file, await readFile(file));
  if (!read.ok) return { faults: saidOfRefusal(read.refusal) };

  const { db, close } = await openDatabase(env, { statementTimeout: 0 });
  try {
    const { dataset, locate } = read.value;
    const dryRun = values['dry-run'];
    const done = await importDataset(db, dataset, { dryRun });
    const located = <T extends { path: string }>(each: T): T => ({ ...each, path: locate(each.path) });
    if (!done.ok) return { faults: saidOfRefusal(done.refusal.map(located)) };
    return { lines: saidOfImport({ ...done.value, warnings: done.value.warnings.map(located) }, dryRun) };
  } finally {
    await close();
  }
};
