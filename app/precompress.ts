import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, gzip } from 'node:zlib';
import type { Plugin } from 'vite';

const brotli = promisify(brotliCompress);
const gzipped = promisify(gzip);

/** Beside each file sent to browsers, its `.br` and `.gz`: compressed once, as tightly as can be. */
export const precompress = (): Plugin => ({
  name: 'comptoir-precompress',
  apply: 'build',
  async writeBundle({ dir = '.' }, bundle) {
    if (this.environment.config.build.ssr) return;
    const files = Object.keys(bundle).filter((name) => /\.(js|css|svg)$/.test(name));
    await Promise.all(
      files.map(async (name) => {
        const path = join(dir, name);
        const bytes = await readFile(path);
        await Promise.all([
          writeFile(`${path}.br`, await brotli(bytes)),
          writeFile(`${path}.gz`, await gzipped(bytes, { level: 9 })),
        ]);
      }),
    );
  },
});
