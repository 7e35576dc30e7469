#!/usr/bin/env bash
# Node and @hono/node-server: an answer may have no socket yet when its handler runs, and its head is sent all the same.
#
# Server-sent events are often written by hand: flush the head of c.env.outgoing, then write each event to its socket.
# One would guess that a request that is being handled has its connection. While the bytes of the answer before it are
# still leaving a connection that is kept, it has not: `outgoing.socket` is null, writeHead() and flushHeaders() raise
# nothing, and `outgoing.destroyed` is false. The head leaves later, when the first answer is out; whoever took « no
# socket » for « hung up » never writes a word, and the browser shows a stream that is open and silent for ever. A loop
# that is busy for a moment is enough, with a client that asks as soon as it has read: no pipelining is needed there; the
# two questions are written together here so that it happens each time. What helps: wait for the event « socket » of the
# answer (or the « close » of the connection) before anything is written past http.
#
# Source: Node's lib/_http_server.js (parserOnIncoming keeps such an answer aside, resOnFinish gives it the socket); the
# event « socket » of a ServerResponse is not in the documentation of http.ServerResponse.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund hono@4.13.19 @hono/node-server@2.1.9 >/dev/null
cat > try.mjs <<'JS'
import { connect } from 'node:net';
import { serve } from '@hono/node-server';
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response';
import { Hono } from 'hono';

const seen = {};
const app = new Hono();
app.get('/slow', async (c) => {
  await new Promise((resolve) => setTimeout(resolve, 200));
  return c.text('first answer');
});
app.get('/events', (c) => {
  const { outgoing } = c.env;
  seen.socket = outgoing.socket === null ? 'null' : 'there';
  seen.destroyed = outgoing.destroyed;
  outgoing.once('socket', () => {
    seen.later = outgoing.socket === null ? 'null' : 'there';
  });
  outgoing.writeHead(200, { 'Content-Type': 'text/event-stream' });
  outgoing.flushHeaders();
  return RESPONSE_ALREADY_SENT;
});
serve({ fetch: app.fetch, port: 0, hostname: '127.0.0.1' }, ({ port }) => {
  const socket = connect(port, '127.0.0.1');
  let text = '';
  socket.on('data', (bytes) => {
    text += bytes;
  });
  const ask = (path) => `GET ${path} HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n`;
  socket.write(ask('/slow') + ask('/events'));
  setTimeout(() => {
    const isSent = /first answer[\s\S]*text\/event-stream/.test(text);
    console.log(`Node ${process.version}`);
    console.log(`as the second question is handled: socket ${seen.socket}, destroyed ${seen.destroyed}`);
    console.log(`at the event « socket »: socket ${seen.later}`);
    console.log(`its head was sent all the same: ${isSent ? 'yes' : 'no'}`);
    const isAsSeen = seen.socket === 'null' && seen.destroyed === false && seen.later === 'there' && isSent;
    process.exit(isAsSeen ? 0 : 1);
  }, 1000);
});
JS
node try.mjs
