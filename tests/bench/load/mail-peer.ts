import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { SMTPServer } from 'smtp-server';

/** A relay in a process of its own, that takes everything and says how many it took whenever it is asked. */

let taken = 0;
let first: string | null = null;
let [firstAt, lastAt, connections] = [0, 0, 0];
const server = new SMTPServer({
  authOptional: true,
  disabledCommands: ['STARTTLS', 'AUTH'],
  disableReverseLookup: true,
  onConnect(_session, done) {
    connections = Math.max(connections, server.connections.size);
    done();
  },
  onData(stream, _session, done) {
    const parts: Buffer[] = [];
    if (first === null) stream.on('data', (part: Buffer) => parts.push(part));
    else stream.resume();
    stream.on('end', () => {
      first ??= Buffer.concat(parts).toString();
      taken += 1;
      lastAt = Date.now();
      if (taken === 1) firstAt = lastAt;
      done();
    });
  },
});
server.listen(0, '127.0.0.1');
await once(server.server, 'listening');
process.on('message', (question) => {
  process.send?.({ taken, firstAt, lastAt, first, connections });
  if (question === 'anew') [taken, connections] = [0, 0];
});
process.on('disconnect', () => process.exit(0));
process.send?.({ port: (server.server.address() as AddressInfo).port });
