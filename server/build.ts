import { spawn } from 'node:child_process';
import { existsSync, readdirSync, statSync } from 'node:fs';
import { readFile, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Plugin } from 'esbuild';
import { writeIcons } from './build-icons';

/** What `npm start` runs, made from the sources: the dashboard, and the program as one file that loads in a moment. */

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const BUILD = 'app/build';
const DASHBOARD = `${BUILD}/server/index.js`;
const PROGRAM = `${BUILD}/program.js`;
const OF_DASHBOARD = [
  ...['app', 'server/contract', 'server/domain', 'server/site/public-routes.ts'],
  'package-lock.json',
];

let building: Promise<void> | null = null;

/** Builds what is not built, or older than its sources; once, however many ask at the same time. */
export const buildIfStale = (): Promise<void> => {
  building ??= buildWhatIsStale().finally(() => {
    building = null;
  });
  return building;
};

/** Folders that a production install leaves out. */
const canBuild = (): boolean => existsSync(`${ROOT}node_modules/@remix-run/dev`);

const buildWhatIsStale = async (): Promise<void> => {
  if (!canBuild()) {
    // Copied from where it was built, with whatever dates: it is run as it came.
    if (existsSync(ROOT + DASHBOARD) && existsSync(ROOT + PROGRAM)) return;
    throw new Error(
      'Rien n’est construit, et cette installation ne sait pas construire : lancez npm ci, sans --omit=dev.',
    );
  }
  const isAsked = process.argv.includes('--again');
  if (isAsked || isOlder(DASHBOARD, OF_DASHBOARD)) await buildDashboard();
  if (
    isAsked ||
    isOlder(PROGRAM, ['server', 'db', 'app/words', 'app/page-parameters.ts', 'package-lock.json'])
  )
    await buildProgram();
};

const isOlder = (made: string, sources: readonly string[]): boolean =>
  !existsSync(ROOT + made) || newest(sources) > statSync(ROOT + made).mtimeMs;

const newest = (paths: readonly string[]): number =>
  Math.max(
    ...paths.map((path) => {
      if (path === BUILD) return 0;
      const stat = statSync(ROOT + path);
      return stat.isDirectory()
        ? newest(readdirSync(ROOT + path).map((name) => `${path}/${name}`))
        : stat.mtimeMs;
    }),
  );

/** Built aside, then put in place whole: a server that starts meanwhile, or another that builds, finds no half. */
const buildDashboard = async (): Promise<void> => {
  process.stderr.write('construction du tableau, une demi-minute…\n');
  const aside = `${BUILD}/dashboard-${process.pid}`;
  try {
    await runVite(aside);
    await writeIcons(`${ROOT}${aside}/client`);
    for (const part of ['client', 'server']) {
      await rm(`${ROOT}${BUILD}/${part}`, { recursive: true, force: true });
      await rename(`${ROOT}${aside}/${part}`, `${ROOT}${BUILD}/${part}`);
    }
  } finally {
    await rm(ROOT + aside, { recursive: true, force: true });
  }
};

/** Its words go to stderr: stdout's first line is the server's. */
const runVite = (buildDirectory: string): Promise<void> =>
  new Promise((resolve, reject) => {
    const remix = `${ROOT}node_modules/@remix-run/dev/dist/cli.js`;
    const quietly = ['--logLevel', 'warn'];
    const child = spawn(process.execPath, [remix, 'vite:build', '-c', 'app/vite.config.ts', ...quietly], {
      cwd: ROOT,
      stdio: ['ignore', 2, 2],
      env: { ...process.env, NODE_ENV: 'production', DASHBOARD_BUILD: buildDirectory },
    });
    child.on('error', reject);
    child.on('exit', (code) =>
      code === 0
        ? resolve()
        : reject(new Error(`Le tableau ne se construit pas (code ${code}) : voyez plus haut.`)),
    );
  });

/** A file finds its neighbours from where it was written, wherever the whole is moved to. */
const asWritten: Plugin = {
  name: 'as-written',
  setup: ({ onLoad }) => {
    onLoad({ filter: /[\\/](server|db)[\\/].*\.ts$/ }, async ({ path }) => {
      const text = await readFile(path, 'utf8');
      const place = (of: string) =>
        relative(dirname(ROOT + PROGRAM), of)
          .split(sep)
          .join('/');
      const contents = text
        .replaceAll('import.meta.dirname', `(import.meta.dirname + '/${place(dirname(path))}')`)
        .replaceAll('import.meta.url', `new URL('${place(path)}', import.meta.url).href`);
      return { contents, loader: 'ts' };
    });
  },
};

/** Libraries written for `require` ask for it. */
const REQUIRE =
  "import { createRequire as requireFor } from 'node:module'; const require = requireFor(import.meta.url);";

/** Left outside: native code, lists of words, what the dashboard shares with us, what only development or who sends loads. */
const OUTSIDE = [
  ...['@node-rs/*', '@resvg/*', '@zxcvbn-ts/*', 'pg-native', '@remix-run/*', 'react', 'react-dom', 'vite'],
  ...['nodemailer', 'web-push'],
];

const buildProgram = async (): Promise<void> => {
  const aside = `${ROOT}${BUILD}/program-${process.pid}.js`;
  const { build } = await import('esbuild');
  const { outputFiles } = await build({
    entryPoints: [`${ROOT}server/main.ts`],
    outfile: aside,
    absWorkingDir: ROOT,
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    external: OUTSIDE,
    plugins: [asWritten],
    banner: { js: REQUIRE },
    logLevel: 'warning',
    write: false,
  });
  for (const { path, text } of outputFiles) await writeFile(path, ofOneByte(text));
  await rename(aside, ROOT + PROGRAM);
};

/**
 * V8 keeps a text of two bytes a letter as soon as one of them is beyond Latin-1: a few signs in comments and patterns
 * would double what the whole program holds in memory. Written as escapes they say the same there.
 */
const ofOneByte = (text: string): string =>
  text.replace(/[\u0100-\uffff]/g, (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`);

if (process.argv[1] === fileURLToPath(import.meta.url)) await buildIfStale();
