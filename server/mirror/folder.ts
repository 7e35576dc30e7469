import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import { writeAtomically } from '../write-atomically';

const brotli = promisify(brotliCompress);
const gzipped = promisify(gzip);
const QUICK = { params: { [constants.BROTLI_PARAM_QUALITY]: 5 } };

/** With what a static server sends to browsers that read compressed files, beside it. */
export const putFile = async (path: string, bytes: Buffer): Promise<void> => {
  const [br, gz] = await Promise.all([brotli(bytes, QUICK), gzipped(bytes)]);
  await writeAtomically(`${path}.br`, br);
  await writeAtomically(`${path}.gz`, gz);
  await writeAtomically(path, bytes);
};
