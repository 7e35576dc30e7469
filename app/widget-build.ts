import { join } from 'node:path';
import { build } from 'esbuild';
import type { Plugin } from 'vite';

/** `/widget.js`: one script that any page may load, whether the dashboard is built or developed. */
export const widget = (root: string): Plugin => ({
  name: 'comptoir-widget',
  configureServer: ({ middlewares }) => {
    middlewares.use('/widget.js', async (_, response) => {
      response.setHeader('Content-Type', 'text/javascript').end(await made(root));
    });
  },
  async generateBundle() {
    if (this.environment.config.build.ssr) return;
    this.emitFile({ type: 'asset', fileName: 'widget.js', source: await made(root) });
  },
});

const made = async (root: string): Promise<string> => {
  const { outputFiles } = await build({
    entryPoints: [join(root, 'app/widget/element.ts')],
    absWorkingDir: root,
    bundle: true,
    write: false,
    minify: true,
    format: 'iife',
    target: 'es2022',
    charset: 'utf8',
    banner: { js: '/* Comptoir : <comptoir-statut profession="opticien"></comptoir-statut> */' },
  });
  return outputFiles[0]?.text ?? '';
};
