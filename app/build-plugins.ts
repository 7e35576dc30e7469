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

type Script = { fileName: string; entry: string; banner?: string };

/** A script that any page may load by its name, whether the dashboard is built or developed. */
const ownScript =
  ({ fileName, entry, banner = '' }: Script) =>
  (root: string): Plugin => {
    const made = async (): Promise<string> => {
      const { outputFiles } = await build({
        entryPoints: [join(root, entry)],
        absWorkingDir: root,
        bundle: true,
        write: false,
        minify: true,
        format: 'iife',
        target: 'es2022',
        charset: 'utf8',
        banner: { js: banner },
      });
      return outputFiles[0]?.text ?? '';
    };
    return {
      name: `comptoir-${fileName}`,
      configureServer: ({ middlewares }) => {
        middlewares.use(`/${fileName}`, async (_, response) => {
          response.setHeader('Content-Type', 'text/javascript').end(await made());
        });
      },
      async generateBundle() {
        if (this.environment.config.build.ssr) return;
        this.emitFile({ type: 'asset', fileName, source: await made() });
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
