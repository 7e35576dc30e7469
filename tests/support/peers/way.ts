import { once } from 'node:events';
import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/**
 * `dead`: nobody answers; `tampering`: a byte of the signed state is another on its way; `rebuilt`: the same program with
 * each of its files under another name, as after a new build, and none under the old one.
 */
type State = 'whole' | 'dead' | 'tampering' | 'rebuilt';

const isOfState = ({ url = '' }: IncomingMessage): boolean => url.split('?', 1)[0] === '/api/v1/snapshot';

/** The same text but for one verdict. */
const tampered = (body: Buffer): Buffer =>
  Buffer.from(
    body
      .toString('utf8')
      .replace('"verdict":"suspended"', '"verdict":"possible"')
      .replace('"since":null', '"since" :null'),
  );

/** As a build names files, by a digest of what each holds. */
const NAMED = /([\w.-]+-[\w-]{8})\.(js|css)\b/g;
const OF_BUILD = /^\/assets\/[\w.-]+-[\w-]{8}\.(?:js|css)$/;
const renamed = (body: Buffer): Buffer => Buffer.from(body.toString('utf8').replace(NAMED, '$1.autre.$2'));

/** A way to the program of an origin, which may be cut, or lie. */
export const openWay = async (to: string) => {
  let target = new URL(to);
  let state: State = 'whole';
  /** What becomes of an answer on its way; null: nothing. */
  const changeOf = (asked: IncomingMessage): ((body: Buffer) => Buffer) | null => {
    if (state === 'tampering') return isOfState(asked) ? tampered : null;
    const isText = !asked.url?.startsWith('/api/') && !/\.(?:svg|png|wasm)$/.test(asked.url ?? '');
    return state === 'rebuilt' && isText ? renamed : null;
  };
  const through = (asked: IncomingMessage, answer: ServerResponse) => {
    if (state === 'rebuilt' && OF_BUILD.test(asked.url ?? '') && !asked.url?.includes('.autre.'))
      return void answer.writeHead(404).end();
    const change = changeOf(asked);
    const { host: _, ...given } = asked.headers;
    const { 'if-none-match': __, ...whole } = given;
    const headers = change ? { ...whole, 'accept-encoding': 'identity' } : given;
    const { hostname, port } = target;
    const path = asked.url?.replace('.autre.', '.');
    const onwards = request(
      { agent: false, hostname, port, path, method: asked.method, headers },
      async (came) => {
        if (!change) {
          answer.writeHead(came.statusCode ?? 502, came.headers);
          came.pipe(answer);
          return;
        }
        const body = change(Buffer.concat(await came.toArray()));
        const { etag: ___, ...said } = came.headers;
        answer.writeHead(came.statusCode ?? 502, { ...said, 'content-length': body.length });
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
