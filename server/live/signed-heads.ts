import { appendFile, readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** An end of the journal that was signed, with the number of the state that bore it. */
export type SignedHead = { seq: number; generatedAt: string; keyId: string; number: number; hash: string };

/** Beside the database, which whoever rewrites the journal is master of. */
const FILE = 'signed-heads';

/** Every head that was signed here, oldest first. A last line cut by a crash is none. */
export const readSignedHeads = async (dataDir: string): Promise<SignedHead[]> => {
  const text = await readFile(join(dataDir, FILE), 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return '';
    throw error;
  });
  return text
    .split('\n')
    .slice(0, -1)
    .map((line) => JSON.parse(line));
};

export type SignedHeads = { list(): Promise<SignedHead[]>; keep(head: SignedHead): Promise<void> };

export const signedHeadsIn = (dataDir: string): SignedHeads => ({
  list: () => readSignedHeads(dataDir),
  keep: (head) => appendFile(join(dataDir, FILE), `${JSON.stringify(head)}\n`, { mode: 0o600 }),
});
