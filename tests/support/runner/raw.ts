import { once } from 'node:events';
import { connect } from 'node:net';

/** What is said on a connection, byte for byte, and what comes back: no client tidies it. */

export type RawAsked = {
  method?: string;
  target: string;
  /** Latin-1: each letter is a byte. */
  headers?: readonly (readonly [name: string, value: string])[];
  body?: Buffer;
};
export type RawReply = { status: number; headers: Headers; body: string };

/** Asks over a connection of its own. `Host` and the length are added unless they are given. */
export const askRaw = async (
  port: number,
  { method = 'GET', target, headers = [], body }: RawAsked,
): Promise<RawReply> => {
  const has = (name: string) => headers.some(([given]) => given.toLowerCase() === name);
  const isSized = !body || has('content-length') || has('transfer-encoding');
  const all = [
    ...(has('host') ? [] : [['Host', `127.0.0.1:${port}`]]),
    ...(isSized ? [] : [['Content-Length', String(body.length)]]),
    ['Connection', 'close'],
    ...headers,
  ];
  const lines = all.map(([name, value]) => `${name}: ${value}\r\n`).join('');
  const socket = connect(port, '127.0.0.1');
  const chunks: Buffer[] = [];
  socket.on('data', (chunk: Buffer) => chunks.push(chunk));
  // Refused before all was sent: what was answered is read all the same.
  socket.on('error', () => undefined);
  socket.write(Buffer.from(`${method} ${target} HTTP/1.1\r\n${lines}\r\n`, 'latin1'));
  if (body) socket.write(body);
  await once(socket, 'close');
  return parse(Buffer.concat(chunks));
};

const parse = (bytes: Buffer): RawReply => {
  const end = bytes.indexOf('\r\n\r\n');
  const [first = '', ...lines] = bytes.subarray(0, end).toString('latin1').split('\r\n');
  const headers = new Headers(
    lines.map((line): [string, string] => {
      const at = line.indexOf(':');
      return [line.slice(0, at), line.slice(at + 1).trim()];
    }),
  );
  const rest = bytes.subarray(end + 4);
  const body = headers.get('Transfer-Encoding') === 'chunked' ? unchunked(rest) : rest;
  return { status: Number(first.split(' ')[1]), headers, body: body.toString() };
};

const unchunked = (bytes: Buffer): Buffer => {
  const pieces: Buffer[] = [];
  for (let at = 0; at < bytes.length; ) {
    const end = bytes.indexOf('\r\n', at);
    const size = Number.parseInt(bytes.subarray(at, end).toString(), 16);
    if (!size) break;
    pieces.push(bytes.subarray(end + 2, end + 2 + size));
    at = end + 2 + size + 2;
  }
  return Buffer.concat(pieces);
};
