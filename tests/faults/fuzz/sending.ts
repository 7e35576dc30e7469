import { Agent, type IncomingMessage, request } from 'node:http';
import { brotliDecompressSync, gunzipSync, inflateSync } from 'node:zlib';

/** What goes out as it is: an address nobody has tidied, headers, bytes. `pour`: bytes sent again and again. */
export type Asked = {
  method: string;
  address: string;
  headers: Record<string, string>;
  body: Buffer | null;
  pour?: { chunk: Buffer; most: number };
};
/** Status 0: cut while it spoke. `sent`: bytes of body that had left when it was answered. */
export type Replied = { status: number; type: string; body: string; sent: number; took: number };

const PATIENCE = 30_000;
const agent = new Agent({ keepAlive: true, maxSockets: 8 });

const wholeOf = async (response: IncomingMessage): Promise<string> => {
  const type = response.headers['content-type'] ?? '';
  // It has no end, and one event is as good as another.
  if (type.startsWith('text/event-stream')) {
    response.destroy();
    return '';
  }
  const chunks: Buffer[] = [];
  for await (const chunk of response) chunks.push(chunk as Buffer);
  const bytes = Buffer.concat(chunks);
  switch (bytes.length === 0 ? undefined : response.headers['content-encoding']) {
    case 'gzip':
      return gunzipSync(bytes).toString();
    case 'br':
      return brotliDecompressSync(bytes).toString();
    case 'deflate':
      return inflateSync(bytes).toString();
    default:
      return bytes.toString();
  }
};

/** Resolves to what came back; rejects when the connection was closed without a word. */
export const send = (origin: string, { method, address, headers, body, pour }: Asked): Promise<Replied> => {
  const { hostname, port } = new URL(origin);
  const startedAt = performance.now();
  return new Promise((resolve, reject) => {
    let sent = 0;
    let isAnswered = false;
    const asked = request(
      {
        hostname,
        port,
        method,
        path: address,
        headers,
        timeout: PATIENCE,
        ...(pour ? { agent: false } : { agent }),
      },
      (response) => {
        isAnswered = true;
        const head = { status: response.statusCode ?? 0, type: response.headers['content-type'] ?? '', sent };
        wholeOf(response).then(
          (text) => {
            resolve({ ...head, body: text, took: performance.now() - startedAt });
            if (pour) asked.destroy();
          },
          (error) =>
            pour ? resolve({ ...head, body: '', took: performance.now() - startedAt }) : reject(error),
        );
      },
    );
    asked.once('timeout', () => asked.destroy(new Error('rien en 30 s')));
    asked.on('error', (error: NodeJS.ErrnoException) => {
      if (isAnswered) return;
      // Cut while it still spoke, it may not have heard the refusal: what counts is how soon.
      if (pour && ['EPIPE', 'ECONNRESET'].includes(error.code ?? ''))
        resolve({ status: 0, type: '', body: '', sent, took: performance.now() - startedAt });
      else reject(error);
    });
    if (!pour) {
      asked.end(body ?? undefined);
      return;
    }
    const more = () => {
      while (!isAnswered && !asked.destroyed && sent < pour.most) {
        sent += pour.chunk.length;
        if (!asked.write(pour.chunk)) {
          asked.once('drain', more);
          return;
        }
      }
      if (!asked.destroyed && !isAnswered) asked.end();
    };
    more();
  });
};
