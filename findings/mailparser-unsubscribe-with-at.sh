#!/usr/bin/env bash
# mailparser: a web address to unsubscribe that holds an « @ » is given as a mail address, and hides the real one.
#
# RFC 2369 has addresses between « < » and « > », separated by commas, https and mailto alike; an address may hold an
# « @ » as it is, and `?who=reader@example.com` is common. mailparser reads all List- headers into
# `headers.get('list')`, where one would guess `url` for what begins with https and `mail` for what begins with mailto.
# What holds an « @ » is `mail`, whatever it begins with: who writes to it has an https address for a recipient, who
# looks for RFC 8058's one click finds no `url`, and a mailto that stood before is gone, for there is one place for
# each. Of two https addresses the last is kept, though the RFC has the preferred one first. What helps: `headerLines`,
# which has the header as it came.
#
# Source: RFC 2369 §2, RFC 8058 §3.1; mailparser's parseListHeader, which reads them as mailboxes. Seen by running this.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund mailparser@3.14.2 >/dev/null
cat > try.mjs <<'JS'
import { readFileSync } from 'node:fs';
import { simpleParser } from 'mailparser';

const readOf = async (value) =>
  JSON.stringify((await simpleParser(`From: list@example.org\r\nList-Unsubscribe: ${value}\r\n\r\n.`)).headers.get('list')?.unsubscribe);
const cases = {
  '<https://example.org/out?who=reader>': '{"url":"https://example.org/out?who=reader"}',
  '<https://example.org/out?who=reader@example.com>': '{"mail":"https://example.org/out?who=reader@example.com"}',
  '<mailto:out@example.org>, <https://example.org/out?who=reader@example.com>': '{"mail":"https://example.org/out?who=reader@example.com"}',
  '<https://example.org/first>, <https://example.org/second>': '{"url":"https://example.org/second"}',
};
console.log(`Node ${process.version}, mailparser ${JSON.parse(readFileSync('node_modules/mailparser/package.json', 'utf8')).version}`);
let isAsSeen = true;
for (const [value, expected] of Object.entries(cases)) {
  const read = await readOf(value);
  console.log(`${value}\n  ${read}`);
  isAsSeen &&= read === expected;
}
process.exit(isAsSeen ? 0 : 1);
JS
node try.mjs
