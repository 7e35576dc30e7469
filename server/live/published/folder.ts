import { randomUUID } from 'node:crypto';
import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';

const brotli = promisify(brotliCompress);
const gzipped = promisify(gzip);
const QUICK = { params: { [constants.BROTLI_PARAM_QUALITY]: 5 } };

/** Puts a file in place at once: whoever reads finds the one before or this one, never a part of it. */
export const put = async (path: string, bytes: Buffer, mode = 0o644): Promise<void> => {
  await mkdir(dirname(path), { recursive: true });
  const draft = join(dirname(path), `.${randomUUID()}`);
  try {
    await writeFile(draft, bytes, { mode });
    await rename(draft, path);
  } catch (error) {
    await rm(draft, { force: true });
    throw error;
  }
};

/** With what a static server sends to browsers that read compressed files, beside it. */
export const putFile = async (path: string, bytes: Buffer): Promise<void> => {
  const [br, gz] = await Promise.all([brotli(bytes, QUICK), gzipped(bytes)]);
  await put(`${path}.br`, br);
  await put(`${path}.gz`, gz);
  await put(path, bytes);
};
