import { connect, type Socket } from 'node:net';

/**
 * A process of browsers that wait on the stream, as EventSource does: what is cut comes back after the `retry:` it was
 * sent, with the last id it heard, as often as it takes. Told « drop » it loses all of them at once; it tells how many
 * wait, each quarter of a second. They speak HTTP on bare sockets, so as to leave the machine to the server.
 */

const [origin = '', count = '0'] = process.argv.slice(2);
const { hostname, port } = new URL(origin);
/** What a browser does when it was told nothing. */
const USUAL = 3_000;

const held = new Set<Socket>();
let refused = 0;

const wait = (retry: number, id: string | null): void => {
  let result = retry;
  let last = id;
  const socket = connect({ host: hostname, port: Number(port) }, () => {
    const from = id === null ? '' : `Last-Event-ID: ${id}\r\n`;
    socket.write(`GET /api/v1/stream?profession=optician HTTP/1.1\r\nHost: ${hostname}\r\n${from}\r\n`);
  });
  socket.setEncoding('latin1');
  socket.on('data', (bytes) => {
    const text = String(bytes);
    if (!held.has(socket)) {
      if (text.startsWith('HTTP/1.1 200 ')) held.add(socket);
      else {
        refused += 1;
        socket.destroy();
      }
    }
    result = Number(/^retry: (\d+)$/m.exec(text)?.[1] ?? result);
    last = /^id: (\d+)$/m.exec(text)?.[1] ?? last;
  });
  socket.once('error', () => undefined);
  socket.once('end', () => socket.destroy());
  socket.once('close', () => {
    held.delete(socket);
    setTimeout(wait, result, result, last);
  });
};

process.on('message', (message) => {
  if (message === 'drop') for (const each of held) each.destroy();
});
process.on('disconnect', () => process.exit(0));
setInterval(() => process.send?.({ waiting: held.size, refused }), 250);

// As they come, not all at once: it is their coming back that is measured.
for (let each = 0; each < Number(count); each += 1) setTimeout(wait, each * 2, USUAL, null);
