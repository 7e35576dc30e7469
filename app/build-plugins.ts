import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, gzip } from 'node:zlib';
import { build } from 'esbuild';
import type { Plugin, Rollup } from 'vite';

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

/** `define`: what it is told of the files of the dashboard. */
type Script = {
  fileName: string;
  entry: string;
  banner?: string;
  define?: (files: Rollup.OutputBundle) => Record<string, string>;
};

/** What browsers are told of the routes, as Remix writes it: one assignment of JSON. */
const MANIFEST = /^manifest-[0-9a-f]+\.js$/;
const ASSIGNED = 'window.__remixManifest=';

type Manifest = { routes: Record<string, unknown>; url: string };

/** Beside it, what public pages are told: `part` of it. */
export const publicManifest = (folder: string, part: (whole: Manifest) => Manifest): Plugin => ({
  name: 'comptoir-public-manifest',
  apply: 'build',
  closeBundle: {
    sequential: true,
    // Before each file is compressed.
    order: 'pre',
    async handler() {
      if (!this.environment.config.build.ssr) return;
      const name = (await readdir(join(folder, 'assets'))).find((each) => MANIFEST.test(each));
      if (name === undefined) throw new Error('Remix a écrit autrement la liste de ses routes.');
      const text = await readFile(join(folder, 'assets', name), 'utf8');
      const told = part(JSON.parse(text.slice(ASSIGNED.length).replace(/;\s*$/, '')));
      await writeFile(join(folder, told.url), `${ASSIGNED}${JSON.stringify(told)};`);
    },
  },
});

/** A script that any page may load by its name, whether the dashboard is built or developed. */
const ownScript =
  ({ fileName, entry, banner = '', define = () => ({}) }: Script) =>
  (root: string): Plugin => {
    const made = async (files: Rollup.OutputBundle): Promise<string> => {
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
        define: define(files),
      });
      return outputFiles[0]?.text ?? '';
    };
    return {
      name: `comptoir-${fileName}`,
      configureServer: ({ middlewares }) => {
        middlewares.use(`/${fileName}`, async (_, response) => {
          response.setHeader('Content-Type', 'text/javascript').end(await made({}));
        });
      },
      async generateBundle(_, files) {
        if (this.environment.config.build.ssr) return;
        this.emitFile({ type: 'asset', fileName, source: await made(files) });
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

/** The pages that are read at a counter. */
const AT_COUNTER =
  /\/app\/(?:entry\.client|root|board\/board\.route|answer\/(?:answer|operator)\.route)\.tsx$/;

/** As heavy as all the rest; what they draw is said in a table too. */
const CHARTS = /\/lane-chart-/;

/** What these pages run on, what they load when it is needed included, and the style of all. */
const shellOf = (files: Rollup.OutputBundle): string[] => {
  const shell = new Set<string>();
  const add = (name: string): void => {
    const file = files[name];
    if (shell.has(name) || !file || CHARTS.test(name)) return;
    shell.add(name);
    if (file.type === 'chunk') for (const each of [...file.imports, ...file.dynamicImports]) add(each);
  };
  for (const [name, file] of Object.entries(files)) {
    // Rollup is given a route under its name and a query.
    const isAsked =
      file.type === 'chunk'
        ? AT_COUNTER.test((file.facadeModuleId ?? '').replace(/\?.*$/, ''))
        : /\/(?:styles|signs)-[^/]+$/.test(name);
    if (isAsked) add(name);
  }
  return [...shell].map((name) => `/${name}`).sort();
};

/** `/sw.js`: it names the files of this build, so that another build is another worker. */
export const worker = ownScript({
  fileName: 'sw.js',
  entry: 'app/offline/worker/worker.ts',
  define: (files) => ({ SHELL: JSON.stringify(shellOf(files)) }),
});
