import { open, rename } from 'node:fs/promises';
import { openDatabase } from '#db/open';
import { readWhole } from '#server/dataset/whole';
import type { Command } from './command';

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

/** Writes the whole public record to a file. */
export const exportRecord: Command = async ([file, ...others], env) => {
  if (file === undefined || others.length > 0) throw new Error(`Un fichier et un seul : ${USAGE}`);
  const { db, close } = await openDatabase(env, { statementTimeout: 0 });
  try {
    await writeWhole(file, `${JSON.stringify(await readWhole(db), null, 1)}\n`);
    return { lines: [`Enregistré dans ${file}.`] };
  } finally {
    await close();
  }
};
