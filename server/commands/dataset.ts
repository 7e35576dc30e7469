import { open, readFile, rename } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { openDatabase } from '#db/open';
import { readFileAs, readWhole } from '#server/dataset/file';
import { importWith } from '#server/dataset/load';
import { saidOfImport, saidOfRefusal } from '#server/dataset/terminal';
import type { Command } from './command';

const IMPORT_USAGE = 'npm run import -- FICHIER.json|FICHIER.csv [--dry-run] [--replace]';

/** Loads a file into the record and says what it did. */
export const importFile: Command = async (args, env) => {
  const { values, positionals } = parseArgs({
    args: [...args],
    options: {
      'dry-run': { type: 'boolean', default: false },
      replace: { type: 'boolean', default: false },
    },
    allowPositionals: true,
  });
  const [file, ...others] = positionals;
  if (file === undefined || others.length > 0) throw new Error(`Un fichier et un seul : ${IMPORT_USAGE}`);
  const read = readFileAs(file, await readFile(file), { isReplacing: values.replace });
  if (!read.ok) return { faults: saidOfRefusal(read.refusal) };

  const { db, close } = await openDatabase(env, { statementTimeout: 0 });
  try {
    const dryRun = values['dry-run'];
    const done = await importWith(db, read.value.load, { dryRun });
    return done.ok ? { lines: saidOfImport(done.value, dryRun) } : { faults: saidOfRefusal(done.refusal) };
  } finally {
    await close();
  }
};

const EXPORT_USAGE = 'npm run export -- FICHIER.json';

/** A file is replaced whole or not at all: a reader, or a full disk, never meets half of it. */
const writeWhole = async (file: string, text: string): Promise<void> => {
  const draft = `${file}.${process.pid}.part`;
  const handle = await open(draft, 'w');
  try {
    await handle.writeFile(text);
    await handle.sync();
  } finally {
    await handle.close();
  }
  await rename(draft, file);
};

/** Writes the whole public record to a file. */
export const exportRecord: Command = async ([file, ...others], env) => {
  if (file === undefined || others.length > 0) throw new Error(`Un fichier et un seul : ${EXPORT_USAGE}`);
  const { db, close } = await openDatabase(env, { statementTimeout: 0 });
  try {
    await writeWhole(file, `${JSON.stringify(await readWhole(db), null, 1)}\n`);
    return { lines: [`Enregistré dans ${file}.`] };
  } finally {
    await close();
  }
};
