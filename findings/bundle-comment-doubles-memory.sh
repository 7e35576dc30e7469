#!/usr/bin/env bash
# esbuild and V8: one typographic apostrophe in a library's comment makes a bundle take twice its size in memory.
#
# esbuild escapes what is beyond ASCII in strings by default (`charset: ascii`), and drops comments between statements.
# One would guess that a bundle for Node is ASCII then. Comments *inside* an expression are kept as they are, and so are
# regular expressions: undici alone brings some in. V8 keeps the source of each script for as long as its functions live,
# one byte a letter if every letter is in Latin-1, two for all of it if a single one is not. Our bundle of 6.4 MB held
# 12.7 MB of heap for 85 such signs. What helps: escape them in the output (`\u2019` says the same in a comment and in a
# pattern), or `minifyWhitespace`, which drops those comments and leaves the patterns.
#
# Here undici is bundled as it is, and once more with those signs escaped; each is loaded by a fresh process, and its
# source is measured in a heap snapshot.
#
# Source: esbuild's « charset » (https://esbuild.github.io/api/#charset, « comments » excepted there by « legal comments »
# only); V8's include/v8-primitive.h (String::IsOneByte, ExternalOneByteStringResource).
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund esbuild@0.25.12 undici@7.30.2 >/dev/null
cat > entry.mjs <<'JS'
import { fetch } from 'undici';
globalThis.kept = fetch;
JS
cat > held.cjs <<'JS'
/** Bytes of heap of the source of the module named: its text is the longest string that begins as the file does. */
const { readFileSync } = require('node:fs');
const { join } = require('node:path');
const { writeHeapSnapshot } = require('node:v8');
import(join(process.cwd(), process.argv[2])).then(() => {
  const { snapshot, nodes, strings } = JSON.parse(readFileSync(writeHeapSnapshot(join(process.cwd(), 'heap')), 'utf8'));
  const fields = snapshot.meta.node_fields;
  const types = snapshot.meta.node_types[0];
  const start = readFileSync(process.argv[2], 'utf8').slice(0, 60);
  let most = 0;
  for (let at = 0; at < nodes.length; at += fields.length)
    if (types[nodes[at]] === 'string' && strings[nodes[at + 1]].startsWith(start))
      most = Math.max(most, nodes[at + fields.indexOf('self_size')]);
  console.log(most);
});
JS
cat > try.mjs <<'JS'
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { build, version } from 'esbuild';

const require = "import { createRequire as requireFor } from 'node:module'; const require = requireFor(import.meta.url);";
await build({
  entryPoints: ['entry.mjs'], outfile: 'as-it-is.mjs', bundle: true, platform: 'node', format: 'esm', banner: { js: require },
});
const text = readFileSync('as-it-is.mjs', 'utf8');
const signs = text.match(/[\u0100-\uffff]/g) ?? [];
writeFileSync('escaped.mjs', text.replace(/[\u0100-\uffff]/g, (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`));
const held = (file) => Number(execFileSync(process.execPath, ['held.cjs', file], { encoding: 'utf8' }));
const [asItIs, escaped] = [held('as-it-is.mjs') / text.length, held('escaped.mjs') / text.length];
console.log(`Node ${process.version}, esbuild ${version}, undici ${JSON.parse(readFileSync('node_modules/undici/package.json', 'utf8')).version}`);
console.log(`bundle of ${text.length} letters, ${signs.length} of them beyond Latin-1, of ${new Set(signs).size} kinds`);
console.log(`heap for a letter of it: ${asItIs.toFixed(2)} bytes as it is, ${escaped.toFixed(2)} with those escaped`);
process.exit(signs.length > 0 && asItIs > 1.9 && escaped < 1.1 ? 0 : 1);
JS
node try.mjs
