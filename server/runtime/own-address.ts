import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** Where the service of a DATA_DIR last listened, for the commands that print links to it. */

const fileIn = (dataDir: string): string => join(dataDir, 'address');

export const keepAddress = (dataDir: string, origin: string): Promise<void> =>
  writeFile(fileIn(dataDir), `${origin}\n`);

/** Null: it never did. */
export const readAddress = (dataDir: string): Promise<string | null> =>
  readFile(fileIn(dataDir), 'utf8').then(
    (text) => text.trim(),
    () => null,
  );
