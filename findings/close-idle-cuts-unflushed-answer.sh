#!/usr/bin/env bash
# Node: closeIdleConnections() cuts an answer that was ended and has not left yet.
#
# To leave without losing anything, a server stops listening, calls server.closeIdleConnections() and waits for the rest.
# One would guess that a connection whose answer is still being sent is not idle. Node counts a connection as idle as soon
# as the handler has called end(): what lies unsent in the socket, megabytes for a reader on a slow line, goes with it,
# and that reader finds a cut answer where it was promised a length. server.close() calls the same function by itself.
# What helps: to close by oneself the connections that have nothing left to send (the answer's event « finish » and a
# socket without writableLength), and to answer the others with `Connection: close`.
#
# A reader asks here for 40 MB, reads the head, and goes on half a second after the server was told to close what is idle.
#
# Source: Node's lib/_http_server.js (closeIdleConnections; resOnFinish and the list of connections in node_http_parser.cc,
# where a message that is complete makes its connection idle).
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund node@22.22.3 >/dev/null
cat > try.mjs <<'JS'
import { createServer, get } from 'node:http';

const SIZE = 40_000_000;
const read = async (closing) => {
  let ended = false;
  const server = createServer((_, response) => {
    response.writeHead(200, { 'Content-Length': SIZE });
    response.end(Buffer.alloc(SIZE));
    ended = response.writableEnded;
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  const outcome = await new Promise((resolve) => {
    get({ port: server.address().port, agent: false }, (response) => {
      let got = 0;
      response.pause();
      setTimeout(() => closing(server), 300);
      setTimeout(() => response.resume(), 800);
      response.on('data', (bytes) => {
        got += bytes.length;
      });
      response.on('error', ({ code }) => resolve({ got, how: code }));
      response.on('end', () => resolve({ got, how: 'whole' }));
    });
  });
  server.closeAllConnections();
  server.close();
  return { ...outcome, ended };
};

console.log(`node ${process.version}`);
const kept = await read(() => undefined);
console.log(`left alone:                ${kept.how}, ${kept.got} of ${SIZE} bytes`);
const cut = await read((server) => server.closeIdleConnections());
console.log(`closeIdleConnections():    ${cut.how}, ${cut.got} of ${SIZE} bytes; its handler had called end(): ${cut.ended}`);
const isAsSeen = kept.how === 'whole' && cut.how === 'ECONNRESET' && cut.got < SIZE && cut.ended;
console.log(isAsSeen ? 'as seen' : 'CHANGED');
process.exit(isAsSeen ? 0 : 1);
JS
./node_modules/.bin/node try.mjs
