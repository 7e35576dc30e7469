import { open, rename } from 'node:fs/promises';
import { readEnv } from '#server/env';
import { readWhole } from './dataset/whole';
import { openDatabase } from './open';

const USAGE = 'npm run export -- FICHIER.json';

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

/** The command: writes the whole public record to a file. */
const run = async ([file, ...others]: string[]): Promise<void> => {
  if (file === undefined || others.length > 0) throw new Error(`Un fichier et un seul : ${USAGE}`);
  const { db, close } = await openDatabase(readEnv(process.env), { statementTimeout: 0 });
  try {
    await writeWhole(file, `${JSON.stringify(await readWhole(db), null, 1)}\n`);
    process.stdout.write(`Enregistré dans ${file}.\n`);
  } finally {
    await close();
  }
};

try {
  await run(process.argv.slice(2));
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}
