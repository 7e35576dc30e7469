#!/usr/bin/env bash
# rate-limiter-flexible on PostgreSQL names its prepared statements, and a pooler in transaction mode then answers 42P05.
#
# Someone who puts a transaction pooler (PgBouncer) before PostgreSQL takes care to name no statement: a name lives in one
# backend, and the next transaction meets another. node-postgres names none unless told to, so one would guess that a
# program whose own queries have no names is safe. RateLimiterPostgres gives each of its questions a `name`, with no option
# against it: a backend that meets the name without the statement, or that has it already, answers 26000 or 42P05, and
# each is a failed sign-in. With one connection at work nothing is seen: it takes a load to meet another backend.
# What helps: a client between the two that takes the name off.
#
# The client here writes down what it is asked, and answers as PostgreSQL would.
#
# Source: rate-limiter-flexible's lib/RateLimiterPostgres.js (its queries); PgBouncer's « prepared statements » in its FAQ.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund rate-limiter-flexible@11.4.0 >/dev/null
cat > try.mjs <<'JS'
import { readFileSync } from 'node:fs';
import { RateLimiterPostgres } from 'rate-limiter-flexible';

const asked = [];
const client = {
  query: async (question) => {
    asked.push({ name: question.name ?? null, verb: (question.text ?? question).trim().split(/\s/)[0].toUpperCase() });
    return { rowCount: 1, rows: [{ points: 1, expire: Date.now() + 60_000 }] };
  },
};
const limiter = new RateLimiterPostgres({ storeClient: client, storeType: 'client', tableCreated: true, clearExpiredByTimeout: false, points: 5, duration: 60 });
const verbs = {};
for (const act of ['consume', 'get', 'delete']) {
  asked.length = 0;
  await limiter[act]('somebody');
  verbs[act] = asked.map(({ verb, name }) => `${verb} ${name ? 'named' : 'without a name'}`).join(', ');
}
console.log(`Node ${process.version}, rate-limiter-flexible ${JSON.parse(readFileSync('node_modules/rate-limiter-flexible/package.json', 'utf8')).version}`);
for (const [act, seen] of Object.entries(verbs)) console.log(`${act}: ${seen}`);
process.exit(Object.values(verbs).every((seen) => / named/.test(seen)) ? 0 : 1);
JS
node try.mjs
