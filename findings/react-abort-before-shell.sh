#!/usr/bin/env bash
# react-dom 18.3.1, renderToPipeableStream: `abort()` while the shell itself still waits calls nobody.
#
# One would guess that giving up a page ends it: `onShellError` is documented for « an error while rendering the
# shell », `onError` for « any error », and `abort(reason)` rejects what is pending. All three hold for a part under a
# <Suspense>. When what waits has no <Suspense> above it, abort() returns, and neither onShellReady, onShellError,
# onAllReady nor onError is ever called: a server that answers from these callbacks leaves its reader without an answer.
# What helps: end the request where abort() is called.
#
# Source: reactjs.org reference of renderToPipeableStream, section « Aborting server rendering »; seen by running this.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund react@18.3.1 react-dom@18.3.1 >/dev/null
cat > try.cjs <<'JS'
const { createElement: h, Suspense, version } = require('react');
const { renderToPipeableStream } = require('react-dom/server');
const Never = () => {
  throw new Promise(() => undefined);
};
const abandoned = (page) =>
  new Promise((resolve) => {
    const called = [];
    const note = (name) => () => void called.push(name);
    const names = ['onShellReady', 'onShellError', 'onAllReady', 'onError'];
    const { abort } = renderToPipeableStream(page, Object.fromEntries(names.map((name) => [name, note(name)])));
    setTimeout(() => abort(new Error('too long')), 20);
    setTimeout(() => resolve(called.join(' ') || 'nothing'), 200);
  });
(async () => {
  const bounded = await abandoned(h('main', null, h(Suspense, null, h(Never))));
  const shell = await abandoned(h('main', null, h(Never)));
  console.log(`react ${version}`);
  console.log(`abort() with a <Suspense> above what waits: ${bounded}`);
  console.log(`abort() with none above it: ${shell}`);
  process.exit(bounded === 'onShellReady onError onAllReady' && shell === 'nothing' ? 0 : 1);
})();
JS
node try.cjs
