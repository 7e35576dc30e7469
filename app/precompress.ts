import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, gzip } from 'node:zlib';
import type { Plugin } from 'vite';

const brotli = promisify(brotliCompress);
const gzipped = promisify(gzip);

/** Beside each file sent to browsers, its `.br` and `.gz`: compressed once, as tightly as can be. */
export const precompress = (folder: string): Plugin => ({
  name: 'comptoir-precompress',
  apply: 'build',
  /** Remix writes its manifest with the server's build, after the browser's. */
  async closeBundle() {
    if (!this.environment.config.build.ssr) return;
    const names = await readdir(folder, { recursive: true });
    await Promise.all(
      names
        .filter((name) => /\.(js|css|svg)$/.test(name))
        .map(async (name) => {
          const path = join(folder, name);
          const bytes = await readFile(path);
          await Promise.all([
            writeFile(`${path}.br`, await brotli(bytes)),
            writeFile(`${path}.gz`, await gzipped(bytes, { level: 9 })),
          ]);
        }),
    );
  },
});
