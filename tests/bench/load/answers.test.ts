import { once } from 'node:events';
import { connect, createServer } from 'node:net';
import { describe, expect, it } from 'vitest';
import { readAnswers } from './answers';

/** Sends `pieces` for each question, one write a piece; resolves to what was read of two questions in a row. */
const readTwo = async (pieces: readonly string[], status = 200): Promise<boolean[]> => {
  const server = createServer({ noDelay: true }, (socket) => {
    socket.on('data', async () => {
      for (const piece of pieces) {
        socket.write(piece);
        await new Promise((resolve) => setTimeout(resolve, 5));
      }
    });
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const socket = connect({ port: typeof address === 'object' && address ? address.port : 0 });
  try {
    const read: boolean[] = [];
    await new Promise<void>((resolve) => {
      readAnswers(socket, status, (isExpected) => {
        read.push(isExpected);
        if (read.length === 1) socket.write('?');
        else setTimeout(resolve, 20);
      });
      socket.write('?');
    });
    return read;
  } finally {
    socket.destroy();
    server.close();
  }
};

const HEAD = 'HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n';
const CHUNKED = `${HEAD}Transfer-Encoding: chunked\r\n\r\n`;

describe('answers counted on a kept connection', () => {
  it.each([
    ['one piece with its length', [`${HEAD}content-length: 5\r\n\r\nhello`]],
    ['a head cut in two', [HEAD.slice(0, 20), `${HEAD.slice(20)}Content-Length: 5\r\n`, '\r\nhel', 'lo']],
    ['nothing in it', [`${HEAD}Content-Length: 0\r\n\r\n`]],
    ['a head longer than most', [`${HEAD}X: ${'x'.repeat(6_000)}\r\nContent-Length: 5\r\n\r\nhello`]],
    ['chunks in one piece', [`${CHUNKED}5\r\nhello\r\n0\r\n\r\n`]],
    ['chunks in pieces, the end cut in two', [CHUNKED, '5\r\nhello\r\n', '5\r\nagain\r\n0', '\r\n\r\n']],
    ['chunks of nothing', [CHUNKED, '0\r\n\r\n']],
  ])('reads an answer once: %s', async (_, pieces) => {
    expect(await readTwo(pieces)).toEqual([true, true]);
  });
  it('knows one that is not as expected', async () => {
    const late = 'HTTP/1.1 503 Service Unavailable\r\nContent-Length: 4\r\n\r\nlate';
    expect(await readTwo([late])).toEqual([false, false]);
  });
  it('waits for no body after a 304, whatever length it names', async () => {
    expect(await readTwo(['HTTP/1.1 304 Not Modified\r\nContent-Length: 20\r\n\r\n'], 304)).toEqual([
      true,
      true,
    ]);
  });
});
