#!/usr/bin/env bash
# undici, and Node's fetch() by it: an answer that comes after a « 100 Continue » nobody asked for is lost.
#
# RFC 9110 lets a server send any interim answer (1xx) before the final one, and has a client read one or more of them
# whether or not it expected any; one that did not ask for 100 may simply throw it away. One would guess that fetch()
# passes over 100 as it passes over 102, 103 and those that have no name. It ends the connection with « fetch failed »
# (cause: SocketError « bad response »), and the 200 that stood behind is never read: a server that says 100 to
# everybody, as it may, is down for a probe built on fetch(), and up for every browser. `node:http` reads the 200. What
# helps: `node:http` for whoever asks addresses that are not its own.
#
# The server here sends each interim answer and the final one in one piece.
#
# Source: RFC 9110 §15.2 and §15.2.1; undici's lib/dispatcher/client-h1.js (onHeadersComplete).
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund undici@7.30.2 >/dev/null
cat > try.mjs <<'JS'
import { readFileSync } from 'node:fs';
import { get } from 'node:http';
import { createServer } from 'node:net';
import { fetch as undiciFetch } from 'undici';

const FINAL = 'HTTP/1.1 200 OK\r\nContent-Length: 5\r\nConnection: close\r\n\r\nboard';
const server = createServer((socket) => {
  socket.on('error', () => undefined);
  socket.once('data', (question) => {
    const status = /^GET \/(\S+)/.exec(question)?.[1];
    socket.end(`HTTP/1.1 ${status} Interim\r\n\r\n${FINAL}`);
  });
});
await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
const address = (status) => `http://127.0.0.1:${server.address().port}/${status}`;
const byFetch = (fetch) => async (status) => {
  try {
    return `${await (await fetch(address(status))).text()}`;
  } catch (error) {
    return `${error.message}, ${error.cause?.message}`;
  }
};
const byHttp = (status) =>
  new Promise((resolve) => {
    get(address(status), { agent: false }, (response) => response.setEncoding('utf8').on('data', resolve)).on('error', ({ message }) => resolve(message));
  });
console.log(`Node ${process.version}, undici ${JSON.parse(readFileSync('node_modules/undici/package.json', 'utf8')).version}`);
const seen = {};
for (const [reader, read] of Object.entries({ undici: byFetch(undiciFetch), 'fetch()': byFetch(fetch), 'node:http': byHttp })) {
  seen[reader] = [];
  for (const status of [100, 102, 103, 199]) seen[reader].push(`${status}: ${await read(status)}`);
  console.log(`${reader.padEnd(9)} ${seen[reader].join('; ')}`);
}
server.close();
const whole = '100: board; 102: board; 103: board; 199: board';
const isAsSeen = (said) => said.join('; ') === whole.replace('100: board', '100: fetch failed, bad response');
process.exit(isAsSeen(seen.undici) && isAsSeen(seen['fetch()']) && seen['node:http'].join('; ') === whole ? 0 : 1);
JS
node try.mjs
