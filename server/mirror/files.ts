import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import { writeAtomically } from '../write-atomically';

const brotli = promisify(brotliCompress);
const gzipped = promisify(gzip);
const QUICK = { params: { [constants.BROTLI_PARAM_QUALITY]: 5 } };

const digestOf = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('base64url');

/** The files of a folder by their address, each with what a static server sends to browsers that read compressed ones. */
export const createFiles = (folder: string) => {
  const written = new Map<string, string>();
  const read = (name: string): Promise<Buffer | null> =>
    readFile(join(folder, name)).catch((error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return null;
      throw error;
    });
  /** What is there, if it is what was written last; null: nothing, or from somebody else, or from an earlier start. */
  const readOwn = async (name: string): Promise<Buffer | null> => {
    const bytes = await read(name);
    return bytes && digestOf(bytes) === written.get(name) ? bytes : null;
  };
  return {
    readOwn,
    isThere: async (name: string): Promise<boolean> => (await read(name)) !== null,
    /** Compresses and writes what is not there already, byte for byte. */
    async put(name: string, bytes: Buffer): Promise<void> {
      const digest = digestOf(bytes);
      if (written.get(name) === digest) return;
      const path = join(folder, name);
      const [br, gz] = await Promise.all([brotli(bytes, QUICK), gzipped(bytes)]);
      await writeAtomically(`${path}.br`, br);
      await writeAtomically(`${path}.gz`, gz);
      await writeAtomically(path, bytes);
      written.set(name, digest);
    },
    /** As it is: a few bytes that nobody asks for compressed. */
    putBare: (name: string, text: string): Promise<void> =>
      writeAtomically(join(folder, name), Buffer.from(text)),
  };
};
