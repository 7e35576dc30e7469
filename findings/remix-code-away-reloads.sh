#!/usr/bin/env bash
# @remix-run/react 2.17.5: a link followed without a network reloads the document, and the page one was reading is gone.
#
# One would guess that a client-side navigation that cannot be carried out ends in the error boundary of its route, as a
# loader that cannot be reached does. When the code of the next route cannot be fetched, the router calls
# window.location.reload() and waits on a promise that never settles. After a new release that finds the new code;
# without a network the browser shows its own error page in place of the one that was open, and no boundary, no
# `useNavigation` state and no rejection says so before.
# What helps: hold a click back while the browser knows that it has no network, or fetch the code of the next routes
# while there is one.
#
# Source: `routeModules` of the package, whose comment speaks of releases only; seen by running this.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund @remix-run/react@2.17.5 react@18.3.1 react-dom@18.3.1 >/dev/null
cat > try.mjs <<'JS'
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { readFileSync } from 'node:fs';

const require = createRequire(import.meta.url);
const main = require.resolve('@remix-run/react');
const { loadRouteModule } = require(join(dirname(main), 'routeModules.js'));
const { version } = JSON.parse(readFileSync(join(dirname(main), '..', 'package.json'), 'utf8'));
let reloads = 0;
globalThis.window = { location: { reload: () => void (reloads += 1) }, __remixContext: { isSpaMode: false } };
console.error = () => undefined;
// What is not there cannot be imported, as from a server that is not reached.
const route = { id: 'next', module: join(dirname(main), 'not-there.js') };
const asked = loadRouteModule(route, {}).then(
  () => 'resolved',
  () => 'rejected',
);
const outcome = await Promise.race([asked, new Promise((done) => setTimeout(done, 500, 'still waiting'))]);
console.log(`@remix-run/react ${version}`);
console.log(`code of the next route away: ${outcome}, document reloaded ${reloads} time(s)`);
process.exit(outcome === 'still waiting' && reloads === 1 ? 0 : 1);
JS
node try.mjs
