#!/usr/bin/env bash
# csv-parse: a line break within a quoted cell is two lines when it is CRLF, and all line numbers after it are wrong.
#
# RFC 4180 ends lines with CRLF, and lets a quoted cell hold line breaks. `info.lines` and the « on line » of an error
# tell where in the file one is, `to_line` where to stop. One would guess that they count as an editor does. Between
# records they do; within quotes CR is counted as a line and LF as another. Each address of two lines moves what comes
# after by one: a refused row is looked for beside its neighbour, and `to_line` drops rows that it keeps in the same
# file written with LF. What helps: counting records instead (`info.records`, `to`).
#
# Source: RFC 4180 §2, rules 1 and 6; csv-parse's pages on « info » and « to_line »; its lib/api (wasRowDelimiter). Seen
# by running this.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund csv-parse@7.0.3 >/dev/null
cat > try.mjs <<'JS'
import { readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';

const LINES = ['name,address', 'A,"1 rue X', '75001 Paris"', 'B,"2 rue Y', '69001 Lyon"', 'C,Lille', 'D,Brest,29'];
console.log(`Node ${process.version}, csv-parse ${JSON.parse(readFileSync('node_modules/csv-parse/package.json', 'utf8')).version}`);
console.log('C stands on line 6 of the file; D, which has a cell too many, on line 7');
const seen = {};
for (const [name, end] of Object.entries({ LF: '\n', CRLF: '\r\n' })) {
  const good = LINES.slice(0, 6).join(end) + end;
  const ofC = parse(good, { info: true }).find(({ record }) => record[0] === 'C').info.lines;
  const names = parse(good, { to_line: 6 }).map(([first]) => first);
  let refused = 'nothing refused';
  try {
    parse(LINES.join(end) + end);
  } catch ({ message }) {
    refused = message;
  }
  seen[name] = [ofC, names.at(-1), /line (\d+)/.exec(refused)?.[1]].join();
  console.log(`${name.padEnd(4)} C is told on line ${ofC}; up to line 6 there are ${names.slice(1).join(', ')}; ${refused}`);
}
process.exit(seen.LF === '6,C,7' && seen.CRLF === '8,A,9' ? 0 : 1);
JS
node try.mjs
