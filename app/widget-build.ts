import { join } from 'node:path';
import { build } from 'esbuild';
import type { Plugin } from 'vite';

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
export const age = ownScript({ fileName: 'age.js', entry: 'app/copy/age.ts' });
