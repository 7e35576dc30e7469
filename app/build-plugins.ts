import { createHash } from 'node:crypto';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, gzip } from 'node:zlib';
import { build } from 'esbuild';
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
        .filter((name) => /\.(js|css|svg|wasm)$/.test(name))
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

/** `isVersioned`: another build of the dashboard makes another file of it, whatever it holds. */
type Script = { fileName: string; entry: string; banner?: string; isVersioned?: boolean };

/** A script that any page may load by its name, whether the dashboard is built or developed. */
const ownScript =
  ({ fileName, entry, banner = '', isVersioned = false }: Script) =>
  (root: string): Plugin => {
    const made = async (version: string): Promise<string> => {
      const { outputFiles } = await build({
        entryPoints: [join(root, entry)],
        absWorkingDir: root,
        bundle: true,
        write: false,
        minify: true,
        format: 'iife',
        target: 'es2022',
        charset: 'utf8',
        banner: { js: isVersioned ? `/* ${version} */` : banner },
      });
      return outputFiles[0]?.text ?? '';
    };
    return {
      name: `comptoir-${fileName}`,
      configureServer: ({ middlewares }) => {
        middlewares.use(`/${fileName}`, async (_, response) => {
          response.setHeader('Content-Type', 'text/javascript').end(await made('development'));
        });
      },
      async generateBundle(_, files) {
        if (this.environment.config.build.ssr) return;
        // The name of a file ends with a digest of its content.
        const version = createHash('sha256').update(Object.keys(files).sort().join()).digest('hex');
        this.emitFile({ type: 'asset', fileName, source: await made(version) });
      },
    };
  };

/** `/widget.js`: our element, on the pages of others. */
export const widget = ownScript({
  fileName: 'widget.js',
  entry: 'app/widget/element.ts',
  banner: '/* Comptoir : <comptoir-statut profession="opticien"></comptoir-statut> */',
});

/** `/age.js`: what turns a page of a copy, or a frame left open, to « à vérifier ». */
export const age = ownScript({ fileName: 'age.js', entry: 'app/offline/age.ts' });

/** `/sw.js`: read again by browsers with each build, so that what they keep is of this one. */
export const worker = ownScript({
  fileName: 'sw.js',
  entry: 'app/offline/worker/worker.ts',
  isVersioned: true,
});
