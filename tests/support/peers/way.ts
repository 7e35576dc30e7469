import { once } from 'node:events';
import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** `dead`: nobody answers; `tampering`: a byte of the signed state is another on its way. */
type State = 'whole' | 'dead' | 'tampering';

const isOfState = ({ url = '' }: IncomingMessage): boolean => url.split('?', 1)[0] === '/api/v1/snapshot';

/** The same text but for one verdict. */
const tampered = (body: Buffer): Buffer =>
  Buffer.from(
    body
      .toString('utf8')
      .replace('"verdict":"suspended"', '"verdict":"possible"')
      .replace('"since":null', '"since" :null'),
  );

/** A way to the program of an origin, which may be cut, or lie. */
export const openWay = async (to: string) => {
  let target = new URL(to);
  let state: State = 'whole';
  const through = (asked: IncomingMessage, answer: ServerResponse) => {
    const isTampered = state === 'tampering' && isOfState(asked);
    const { host: _, ...given } = asked.headers;
    const headers = isTampered ? { ...given, 'accept-encoding': 'identity' } : given;
    const { hostname, port } = target;
    const onwards = request(
      { agent: false, hostname, port, path: asked.url, method: asked.method, headers },
      async (came) => {
        if (!isTampered) {
          answer.writeHead(came.statusCode ?? 502, came.headers);
          came.pipe(answer);
          return;
        }
        const body = tampered(Buffer.concat(await came.toArray()));
        answer.writeHead(came.statusCode ?? 502, { ...came.headers, 'content-length': body.length });
        answer.end(body);
      },
    );
    onwards.on('error', () => answer.destroy());
    // A reader that leaves early, as of a stream.
    answer.on('close', () => answer.writableFinished || onwards.destroy());
    asked.pipe(onwards);
  };
  const server = createServer((asked, answer) => {
    if (state === 'dead') asked.socket.destroy();
    else through(asked, answer);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    be(next: State) {
      state = next;
      if (next === 'dead') server.closeAllConnections();
    },
    /** From here on it leads elsewhere. */
    lead(elsewhere: string) {
      target = new URL(elsewhere);
    },
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
};
