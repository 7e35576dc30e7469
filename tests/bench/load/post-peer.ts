import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A receiver in a process of its own, of webhooks or of a push service: takes everything, and says how much it took. */

let taken = 0;
let first: string | null = null;
let [firstAt, lastAt, connections] = [0, 0, 0];
const server = createServer((request, response) => {
  const parts: Buffer[] = [];
  if (first === null) request.on('data', (part: Buffer) => parts.push(part));
  else request.resume();
  request.on('end', () => {
    first ??= Buffer.concat(parts).toString('latin1');
    taken += 1;
    lastAt = Date.now();
    if (taken === 1) firstAt = lastAt;
    response.writeHead(201).end();
  });
});
const open = new Set<object>();
server.on('connection', (socket) => {
  open.add(socket);
  connections = Math.max(connections, open.size);
  socket.on('close', () => open.delete(socket));
});
server.listen(0, '127.0.0.1');
await once(server, 'listening');
process.on('message', (question) => {
  process.send?.({ taken, firstAt, lastAt, first, connections });
  if (question === 'anew') [taken, connections] = [0, open.size];
});
process.on('disconnect', () => process.exit(0));
process.send?.({ port: (server.address() as AddressInfo).port });
