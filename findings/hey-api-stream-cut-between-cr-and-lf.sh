#!/usr/bin/env bash
# @hey-api/openapi-ts: an event stream that the network cuts between CR and LF loses names of events, or cuts their data.
#
# The generated client reads `text/event-stream` by itself, of which HTML says that a line ends with CR, LF or both. One
# would guess that where packets begin and end is nobody's business. The client turns line ends into LF each time a
# piece arrives: a CR that ends one piece becomes a line end, the LF that begins the next another, and two line ends are
# the end of an event. What stood before is given without what follows: here an `event:` without data, and the data
# without their name; then half of a text. A server that writes CRLF, as some do by default, meets it now and then, the
# more often the smaller its pieces. And a stream that its server ends in good order, as one that is started again does,
# is over for good, where EventSource connects again: only a broken one is tried anew. What helps: `eventsource-parser`
# over the body of a fetch(); for whoever serves, LF.
#
# Source: HTML, « Server-sent events » (parsing, « reestablish the connection »); the generated core/serverSentEvents;
# hey-api#3055, which brought CRLF. Seen by running this, beside eventsource-parser.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund @hey-api/openapi-ts@0.99.0 typescript@5.9.3 esbuild@0.25.12 eventsource-parser@3.0.6 >/dev/null
cat > openapi.json <<'JSON'
{ "openapi": "3.1.0", "info": { "title": "Board", "version": "1" }, "paths": { "/stream": { "get": {
  "operationId": "followBoard",
  "responses": { "200": { "description": "Changes", "content": { "text/event-stream": { "schema": { "type": "string" } } } } } } } } }
JSON
./node_modules/.bin/openapi-ts --input openapi.json --output client >generated 2>&1 || { cat generated; exit 1; }
cat > try.ts <<'TS'
import { createServer } from 'node:http';
import { readFileSync } from 'node:fs';
import { createParser } from 'eventsource-parser';
import { client } from './client/client.gen';
import { followBoard } from './client';

const PIECES = {
  whole: ['event: change\r\ndata: one\r\ndata: two\r\n\r\n'],
  'cut after the name': ['event: change\r', '\ndata: one\r\ndata: two\r\n\r\n'],
  'cut in the data': ['event: change\r\ndata: one\r', '\ndata: two\r\n\r\n'],
};
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
let pieces: string[] = [];
let asked = 0;
const server = createServer(async (_, response) => {
  asked += 1;
  response.writeHead(200, { 'Content-Type': 'text/event-stream' });
  for (const piece of pieces) {
    response.write(piece);
    await pause(150);
  }
  response.end();
});
await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
client.setConfig({ baseUrl: `http://127.0.0.1:${(server.address() as { port: number }).port}` });

const byHeyApi = async () => {
  const seen: string[] = [];
  const { stream } = await followBoard({
    sseDefaultRetryDelay: 50,
    onSseEvent: ({ event, data }) => seen.push(`${event ?? '(no name)'}: ${JSON.stringify(data) ?? 'nothing'}`),
  });
  for await (const _ of stream);
  return seen.join(', ');
};
const byParser = () => {
  const seen: string[] = [];
  const parser = createParser({ onEvent: ({ event, data }) => seen.push(`${event ?? '(no name)'}: ${JSON.stringify(data)}`) });
  for (const piece of pieces) parser.feed(piece);
  return seen.join(', ');
};
const versionOf = (name: string) => JSON.parse(readFileSync(`node_modules/${name}/package.json`, 'utf8')).version;
console.log(`Node ${process.version}, @hey-api/openapi-ts ${versionOf('@hey-api/openapi-ts')}, eventsource-parser ${versionOf('eventsource-parser')}`);
const seen: Record<string, string[]> = {};
for (const [name, cut] of Object.entries(PIECES)) {
  pieces = cut;
  seen[name] = [await byHeyApi(), byParser()];
  console.log(`${name}:\n  generated client    ${seen[name][0]}\n  eventsource-parser  ${seen[name][1]}`);
}
await pause(500);
console.log(`asked ${asked} times for ${Object.keys(PIECES).length} streams that ended in good order`);
server.close();
const RIGHT = 'change: "one\\ntwo"';
const isAsSeen =
  Object.values(seen).every(([, right]) => right === RIGHT) &&
  seen.whole?.[0] === RIGHT &&
  seen['cut after the name']?.[0] === 'change: nothing, (no name): "one\\ntwo"' &&
  seen['cut in the data']?.[0] === 'change: "one", (no name): "two"' &&
  asked === 3;
process.exit(isAsSeen ? 0 : 1);
TS
./node_modules/.bin/esbuild try.ts --bundle --platform=node --format=esm --outfile=try.mjs --log-level=error
node try.mjs
