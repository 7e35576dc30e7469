import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { vitePlugin as remix } from '@remix-run/dev';
import { defineConfig, type Rollup } from 'vite';
import { publicAssets } from '../server/site/public-routes';
import { age, precompress, publicManifest, widget, worker } from './build-plugins';

/** Single fetch types what a loader returns as what the page receives. */
declare module '@remix-run/node' {
  interface Future {
    v3_singleFetch: true;
  }
}

/** What every page needs comes in three files, not in twenty; charts and search stay where they are asked for. */
const REACT = /node_modules\/(react|react-dom|scheduler)\//;
const VENDOR = /node_modules\/(@remix-run|react-router|react-router-dom|turbo-stream|@tanstack|hono)\//;
/** Words that no public board, answer or search says: their pages bring them; and the search, which comes with its first key. */
const ELSEWHERE =
  /\/server\/contract\/(attestation-(check|id)|snapshot-check|search\/(name-index|numbers|query|words))\.|\/app\/words\/(space-|about|accessibility|answer-page|answers|attestation|availability|cards|channels|conventions|delivery|effects|history|home|imported|incident-page|integrations|legal|links|maintenances|flow-sentences|meanings|paid|offline|patient-note|payment-days|periods|platforms|privacy|public-formats|remarks|report-page|reports|scanner|sheets|sources|subscription|union-kit|wall)/;
const SHELL =
  /\/app\/(words\/|board\/(board-data|board-told|handed|lines|mine|row|row-list|scanned-card|view)\.|client\/|incidents\/summary\.|notices\/notices-list\.|problem\.|shell\.|ui\/(connection-state|frame|freshness|hydrated|markup|marks|moment|names|now|page-body|part|paths|problem-page|remembered|replay|signs|style-sheet|written)\.)|\/server\/|preload-helper/;
/** Of all who fill a form, and of those who write: each name of a file is in the list of routes that a first visit reads. */
const FORM = /\/app\/(words\/space-form\.|space\/form\/(fields|in-words|notes|readings|refusals|typed)\.)/;
const SPACE =
  /\/app\/(words\/space-(account|connectors|directory|home|incidents|keys|maintenances|notices|organisations|proposals|second-person|security|updates)\.|space\/form\/(action-form|changed-meanwhile|form|link-token|passkeys|space-page|step-up)\.)/;
/** Of most public pages but the boards. */
const READING =
  /\/app\/(about\/prose-page|ui\/(chart|fact|flow-name|follow-link|platform-filter|table)|words\/(conventions|flow-sentences|imported|payment-days|periods|platforms|remarks|report-page|reports|sources))\./;
/** Of what is printed. */
const PAPER = /\/app\/(print\/(qr-code|sheet)|words\/sheets)\./;
const chunkOf = (id: string) => {
  if (REACT.test(id)) return 'react';
  if (VENDOR.test(id)) return 'vendor';
  if (READING.test(id)) return 'reading';
  if (PAPER.test(id)) return 'paper';
  if (FORM.test(id)) return 'form';
  if (SPACE.test(id)) return 'space';
  return SHELL.test(id) && !ELSEWHERE.test(id) ? 'shell' : undefined;
};

const ROOT = fileURLToPath(new URL('..', import.meta.url));
/** `server/build.ts` builds aside, and puts in place what is whole. */
const BUILD = process.env.DASHBOARD_BUILD ?? 'app/build';

/**
 * Remix takes what only servers run out of what browsers load, after Vite has met it there: two hundred lines of that would
 * be the first that whoever installs us reads. Pages that a browser cannot run fail the tests.
 */
const isExpected = ({ code, plugin, id = '', message }: Rollup.RollupLog): boolean =>
  code === 'EMPTY_BUNDLE' ||
  (plugin === 'vite:resolve' &&
    /node_modules/.test(`${id} ${message}`) &&
    message.includes('externalized for browser'));

export default defineConfig({
  root: ROOT,
  publicDir: 'app/public',
  build: {
    // Private fields as they are: every browser that shows our pages has them.
    target: 'es2022',
    rollupOptions: {
      output: { manualChunks: chunkOf },
      // A route that only answers has nothing for the browser.
      onwarn: (warning, tell) => (isExpected(warning) ? undefined : tell(warning)),
    },
  },
  plugins: [
    remix({
      appDirectory: 'app',
      buildDirectory: BUILD,
      future: {
        v3_fetcherPersist: true,
        // Ten routes weigh less than one more request before each answer (React Router's `routeDiscovery: initial`).
        v3_lazyRouteDiscovery: false,
        v3_relativeSplatPath: true,
        v3_routeConfig: true,
        v3_singleFetch: true,
        v3_throwAbortReason: true,
      },
    }),
    widget(ROOT),
    age(ROOT),
    worker(ROOT),
    publicManifest(join(ROOT, BUILD, 'client'), publicAssets),
    precompress(join(ROOT, BUILD, 'client')),
  ],
});
