#!/usr/bin/env bash
# Kysely and pg's pipeline mode: questions asked together in a transaction leave one at a time all the same.
#
# pg 8.23 has a pipeline mode: with `pipeline: true`, queries that are not awaited are written at once, and a transaction
# of several questions takes one round trip. One would guess that Promise.all over queries of a Kysely transaction gains
# that. It gains nothing: Kysely gives a transaction (and db.connection()) a provider of one connection that lets the next
# query begin when the one before is answered, whatever the driver can do. Each question so costs a turn of the loop of
# whoever asks, and what it has locked meanwhile stays locked for as long. No warning, no option; the results are right.
# What helps: one question that does more, or several in one text (sql.raw('…; commit and chain')).
#
# Both clients speak here to a server of a few lines that counts the questions it holds before it answers the first.
#
# Source: pg's lib/client.js (_pulsePipelinedQueryQueue); kysely's driver/single-connection-provider.js.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund pg@8.23.1 kysely@0.28.19 >/dev/null
cat > try.mjs <<'JS'
import { readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { Kysely, PostgresDialect, sql } from 'kysely';
import { Client, Pool } from 'pg';

/** Speaks as much of PostgreSQL's protocol as simple queries need, and takes 100 ms for each answer. */
let held = 0;
let most = 0;
const message = (type, body) => {
  const head = Buffer.alloc(5);
  head.write(type);
  head.writeInt32BE(body.length + 4, 1);
  return Buffer.concat([head, body]);
};
const READY = message('Z', Buffer.from('T'));
const server = createServer((socket) => {
  let isStarted = false;
  let unread = Buffer.alloc(0);
  let answering = Promise.resolve();
  socket.on('data', (bytes) => {
    unread = Buffer.concat([unread, bytes]);
    for (;;) {
      const at = isStarted ? 1 : 0;
      if (unread.length < at + 4 || unread.length < at + unread.readInt32BE(at)) return;
      const type = isStarted ? String.fromCharCode(unread[0]) : 'start';
      unread = unread.subarray(at + unread.readInt32BE(at));
      if (type === 'start') {
        isStarted = true;
        socket.write(Buffer.concat([message('R', Buffer.alloc(4)), READY]));
      } else if (type === 'Q') {
        held += 1;
        most = Math.max(most, held);
        answering = answering.then(async () => {
          await new Promise((resolve) => setTimeout(resolve, 100));
          held -= 1;
          socket.write(Buffer.concat([message('C', Buffer.from('SELECT 0\0')), READY]));
        });
      }
    }
  });
  socket.on('error', () => undefined);
});
await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
const address = { host: '127.0.0.1', port: server.address().port, user: 'any', database: 'any', pipeline: true };
const mostHeld = async (work) => {
  most = 0;
  await work();
  return most;
};

const client = new Client(address);
await client.connect();
const alone = await mostHeld(() => Promise.all(['select 1', 'select 2', 'select 3'].map((text) => client.query(text))));
await client.end();

const db = new Kysely({ dialect: new PostgresDialect({ pool: new Pool(address) }) });
const asked = (trx) => Promise.all([sql`select 1`, sql`select 2`, sql`select 3`].map((question) => question.execute(trx)));
const within = await mostHeld(() => db.transaction().execute(asked));
await db.destroy();
server.close();

const versionOf = (name) => JSON.parse(readFileSync(`node_modules/${name}/package.json`, 'utf8')).version;
console.log(`Node ${process.version}, pg ${versionOf('pg')}, kysely ${versionOf('kysely')}`);
console.log(`three questions asked together, pg alone: ${alone} held by the server at once`);
console.log(`the same in a transaction of Kysely: ${within}`);
process.exit(alone === 3 && within === 1 ? 0 : 1);
JS
node try.mjs
