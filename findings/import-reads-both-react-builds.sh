#!/usr/bin/env bash
# Node and React 18: `import 'react-dom'` under NODE_ENV=production reads the development build too, and keeps its text.
#
# react-dom/index.js requires one of two files by NODE_ENV. One would guess that production never opens the other. An ES
# module that imports a CommonJS one must know its names before it runs; Node finds them by reading its text
# (cjs-module-lexer), follows every `module.exports = require(…)` it sees, whatever the branch, and puts each such file
# into the cache of modules, unrun, where its text stays: 2 MB of heap for react-dom.development.js alone (two bytes a letter).
# A server bundle that leaves React outside (Vite's and Remix's default) pays it in memory and in its start.
# With `require` only the file that runs is read. What helps: bundle React into the server's build, or require it.
#
# Source: Node's lib/internal/modules/esm/translators.js (cjsPreparseModuleExports), « CommonJS namespaces » of its ESM
# page (https://nodejs.org/api/esm.html#commonjs-namespaces).
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund react@18.3.1 react-dom@18.3.1 >/dev/null
cat > seen.cjs <<'JS'
const { Module } = require('node:module');
const { basename } = require('node:path');
exports.seen = () =>
  Object.values(Module._cache)
    .filter(({ filename }) => /react-dom\.(development|production)/.test(filename ?? ''))
    .map(({ filename, loaded }) => `${basename(filename)} (${loaded ? 'run' : 'read, not run'})`)
    .sort();
JS
cat > imported.mjs <<'JS'
import 'react-dom';
import seen from './seen.cjs';
console.log(JSON.stringify(seen.seen()));
JS
cat > required.cjs <<'JS'
require('react-dom');
console.log(JSON.stringify(require('./seen.cjs').seen()));
JS
cat > try.mjs <<'JS'
import { execFileSync } from 'node:child_process';
const seenBy = (file) =>
  JSON.parse(execFileSync(process.execPath, [file], { encoding: 'utf8', env: { PATH: process.env.PATH, NODE_ENV: 'production' } }));
const [imported, required] = [seenBy('imported.mjs'), seenBy('required.cjs')];
console.log(`Node ${process.version}, react-dom 18.3.1, NODE_ENV=production`);
console.log(`import:  ${imported.join(', ')}`);
console.log(`require: ${required.join(', ')}`);
process.exit(imported.some((each) => each.includes('development')) && !required.some((each) => each.includes('development')) ? 0 : 1);
JS
node try.mjs
