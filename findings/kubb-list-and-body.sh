#!/usr/bin/env bash
# kubb: of one OpenAPI document its two clients ask two different questions, and neither is the one of the document.
#
# OpenAPI's default for a list in a question is `form`, exploded: `?name=a&name=b`. One would guess that `client:
# 'fetch'` and `client: 'axios'` differ in what carries the question, and no more. That of fetch writes `?name=a%2Cb`,
# one name with a comma; that of axios `?name[]=a&name[]=b`, another name. That of fetch sends JSON as
# `text/plain;charset=UTF-8`, which a server that looks at the type refuses, and resolves a 404 under the type of a
# success, where that of axios rejects. All types are the same, so nothing is seen before it runs. What helps: a client
# of one's own (`importPath`) that spells lists out, names the type of the body and looks at the status.
#
# Source: OpenAPI 3.1, Parameter Object, « style » and « explode »; kubb's clients/fetch and clients/axios in
# @kubb/plugin-client. Seen by running this.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm pkg set type=module >/dev/null
npm install --silent --no-audit --no-fund @kubb/core@4.39.3 @kubb/plugin-oas@4.39.3 @kubb/plugin-ts@4.39.3 @kubb/plugin-client@4.39.3 axios@1.21.1 esbuild@0.25.12 >/dev/null
cat > openapi.json <<'JSON'
{ "openapi": "3.1.0", "info": { "title": "Board", "version": "1" }, "paths": {
  "/answers": { "get": { "operationId": "getAnswers",
    "parameters": [{ "name": "name", "in": "query", "schema": { "type": "array", "items": { "type": "string" } } }],
    "responses": { "200": { "description": "Answers", "content": { "application/json": { "schema": { "type": "object", "properties": { "asked": { "type": "string" } } } } } } } } },
  "/statements": { "post": { "operationId": "postStatement",
    "requestBody": { "required": true, "content": { "application/json": { "schema": { "type": "object", "properties": { "health": { "type": "string" } } } } } },
    "responses": { "201": { "description": "Stored", "content": { "application/json": { "schema": { "type": "object", "properties": { "asked": { "type": "string" } } } } } } } } },
  "/gone": { "get": { "operationId": "getGone",
    "responses": { "200": { "description": "There", "content": { "application/json": { "schema": { "type": "object", "properties": { "asked": { "type": "string" } } } } } },
      "404": { "description": "None", "content": { "application/json": { "schema": { "type": "object", "properties": { "title": { "type": "string" } } } } } } } } } } }
JSON
cat > generate.mjs <<'JS'
import { build } from '@kubb/core';
import { pluginClient } from '@kubb/plugin-client';
import { pluginOas } from '@kubb/plugin-oas';
import { pluginTs } from '@kubb/plugin-ts';

for (const client of ['fetch', 'axios']) {
  const config = {
    root: process.cwd(), input: { path: './openapi.json' }, output: { path: `./made/${client}` },
    plugins: [pluginOas(), pluginTs(), pluginClient({ client })],
  };
  const { error, failedPlugins } = await build({ config });
  if (error || failedPlugins?.size) throw error ?? new Error([...failedPlugins].map(({ error }) => error).join());
}
JS
node generate.mjs >generated 2>&1 || { cat generated; exit 1; }
cat > try.ts <<'TS'
import { createServer } from 'node:http';
import { readFileSync } from 'node:fs';
import * as byAxios from './made/axios';
import * as byFetch from './made/fetch';

const server = createServer((request, response) => {
  const asked = request.method === 'POST' ? `${request.headers['content-type']}` : `${request.url}`;
  response.writeHead(request.url === '/gone' ? 404 : 200, { 'Content-Type': 'application/json' });
  response.end(JSON.stringify(request.url === '/gone' ? { title: 'none' } : { asked }));
});
await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
const there = { baseURL: `http://127.0.0.1:${(server.address() as { port: number }).port}` };
const versionOf = (name: string) => JSON.parse(readFileSync(`node_modules/${name}/package.json`, 'utf8')).version;
console.log(`Node ${process.version}, @kubb/plugin-client ${versionOf('@kubb/plugin-client')}, axios ${versionOf('axios')}`);
const seen: Record<string, (string | undefined)[]> = {};
for (const [name, client] of Object.entries({ fetch: byFetch, axios: byAxios })) {
  const list = await client.getAnswers({ name: ['a', 'b'] }, there);
  const body = await client.postStatement({ health: 'down' }, there);
  const gone = await client.getGone(there).then((answer) => `resolved with ${JSON.stringify(answer)}`, () => 'rejected');
  seen[name] = [list.asked, body.asked, gone];
  console.log(`${name}: list ${list.asked}; body as ${body.asked}; a 404 is ${gone}`);
}
server.close();
const [fetched, axiosed] = [seen.fetch ?? [], seen.axios ?? []];
const isAsSeen =
  fetched[0] === '/answers?name=a%2Cb' && `${fetched[1]}`.startsWith('text/plain') && `${fetched[2]}`.startsWith('resolved') &&
  axiosed[0] === '/answers?name%5B%5D=a&name%5B%5D=b' && `${axiosed[1]}`.startsWith('application/json') && axiosed[2] === 'rejected';
process.exit(isAsSeen ? 0 : 1);
TS
./node_modules/.bin/esbuild try.ts --bundle --platform=node --format=esm --outfile=try.mjs --log-level=error "--banner:js=import { createRequire as requireFor } from 'node:module'; const require = requireFor(import.meta.url);"
node try.mjs
