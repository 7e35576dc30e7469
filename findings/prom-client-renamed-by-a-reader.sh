#!/usr/bin/env bash
# prom-client: one reader that asks for OpenMetrics renames every counter, for all who come after.
#
# Prometheus asks for OpenMetrics or for its older text by `Accept`, and `setContentType` lets a registry be told before
# each answer which it is. OpenMetrics names the family of a counter without `_total` and its samples with it, so one
# would guess that the word is taken off while that answer is written. It is taken off the counter itself: from then on
# `mails_total` is `mails` in the older text, for good. Whoever reads that one sees its counter end, an alarm on it
# falls silent, and one curious reader (a second Prometheus, a person with curl) is enough. What helps: one format for
# all, settled at the start.
#
# Source: OpenMetrics 1.0, « Counter »; prom-client's lib/registry.js (standardizeCounterName) and its README,
# « Registry type »; prometheus/client_js#829, open. Seen by running this.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund prom-client@15.1.3 >/dev/null
cat > try.mjs <<'JS'
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { Counter, Registry } from 'prom-client';

const registry = new Registry();
const mails = new Counter({ name: 'mails_total', help: 'Mails sent.', registers: [registry] });
mails.inc(3);
const server = createServer(async (request, response) => {
  const wantsOpen = request.headers.accept.includes('openmetrics');
  registry.setContentType(wantsOpen ? Registry.OPENMETRICS_CONTENT_TYPE : Registry.PROMETHEUS_CONTENT_TYPE);
  response.writeHead(200, { 'Content-Type': registry.contentType });
  response.end(await registry.metrics());
});
await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
const sampleFor = async (accept) => {
  const response = await fetch(`http://127.0.0.1:${server.address().port}/metrics`, { headers: { accept } });
  return (await response.text()).split('\n').find((line) => /^mails\S* \d/.test(line));
};
const TEXT = 'text/plain; version=0.0.4';
const OPEN = 'application/openmetrics-text; version=1.0.0';
console.log(`Node ${process.version}, prom-client ${JSON.parse(readFileSync('node_modules/prom-client/package.json', 'utf8')).version}`);
const seen = [];
for (const accept of [TEXT, OPEN, TEXT]) {
  seen.push(await sampleFor(accept));
  console.log(`${accept.padEnd(45)} ${seen.at(-1)}`);
}
server.closeAllConnections();
server.close();
process.exit(seen.join() === 'mails_total 3,mails_total 3,mails 3' ? 0 : 1);
JS
node try.mjs
