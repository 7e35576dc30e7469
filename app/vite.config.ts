import { fileURLToPath } from 'node:url';
import { vitePlugin as remix } from '@remix-run/dev';
import tailwindcss from '@tailwindcss/vite';
import { defineConfig } from 'vite';
import { precompress } from './precompress';

/** Single fetch types what a loader returns as what the page receives. */
declare module '@remix-run/node' {
  interface Future {
    v3_singleFetch: true;
  }
}

export default defineConfig({
  root: fileURLToPath(new URL('..', import.meta.url)),
  publicDir: 'app/public',
  build: { rollupOptions: { output: { experimentalMinChunkSize: 8_000 } } },
  plugins: [
    tailwindcss(),
    remix({
      appDirectory: 'app',
      buildDirectory: 'app/build',
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
    precompress(),
  ],
});
