import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from 'node:http';
import { type Encoding, encode, encodingFor } from './encoding';

/** What goes out: raw headers, each name followed by its value. */
type Sent = { status: 200 | 304; headers: string[]; body: Buffer | undefined };
/** One answer for all who ask, in each encoding as it was first asked for. */
export type Answer = {
  headers: Record<string, string>;
  etag: string | null;
  identity: Buffer;
  notModified: Sent;
  sent: Map<Encoding, Sent>;
  encoding: Map<Encoding, Promise<Sent>>;
};

const rawOf = (headers: Record<string, string>): string[] => Object.entries(headers).flat();

/** What a 304 says (RFC 9110 §15.4.5), and to whom it may be read: the policy of a page stays the one it came with. */
const OF_304 = ['etag', 'cache-control', 'vary', 'age', 'access-control-allow-origin'];

export const answerOf = (headers: Record<string, string>, identity: Buffer): Answer => {
  const said = Object.fromEntries(Object.entries(headers).filter(([name]) => OF_304.includes(name)));
  return {
    ...{ headers, identity, etag: headers.etag ?? null },
    notModified: { status: 304, headers: rawOf(said), body: undefined },
    sent: new Map(),
    encoding: new Map(),
  };
};

const opaque = (tag: string): string => tag.trim().replace(/^W\//, '');

const isHeld = (etag: string | null, held: string | undefined): boolean =>
  etag !== null &&
  held !== undefined &&
  (held === etag || held.trim() === '*' || held.split(',').some((each) => opaque(each) === opaque(etag)));

/** What this reader is to be sent, when it has been made already. */
export const readyOf = (answer: Answer, headers: IncomingHttpHeaders): Sent | undefined =>
  isHeld(answer.etag, headers['if-none-match'])
    ? answer.notModified
    : answer.sent.get(encodingFor(headers['accept-encoding']));

/** What this reader is to be sent, made by the first who asks for it in that encoding. */
export const encoded = async (answer: Answer, headers: IncomingHttpHeaders): Promise<Sent> => {
  const ready = readyOf(answer, headers);
  if (ready) return ready;
  const encoding = encodingFor(headers['accept-encoding']);
  const making = answer.encoding.get(encoding) ?? sentIn(answer, encoding);
  answer.encoding.set(encoding, making);
  const sent = await making;
  answer.sent.set(encoding, sent);
  return sent;
};

const sentIn = async ({ headers, identity }: Answer, encoding: Encoding): Promise<Sent> => {
  const body = await encode(identity, encoding);
  const about: Record<string, string> = encoding === 'identity' ? {} : { 'content-encoding': encoding };
  return {
    status: 200,
    headers: rawOf({ ...headers, ...about, 'content-length': String(body.length) }),
    body,
  };
};

/** How old it was when it was made, in seconds; 0: of now. */
export const ageOf = ({ headers }: Answer): number => Number(headers.age ?? 0);

/** The same, said to be that many seconds old. */
export const aged = ({ headers, ...sent }: Sent, seconds: number): Sent => ({
  ...sent,
  headers: [...headers.filter((_, index) => headers[index - (index % 2)] !== 'age'), 'age', String(seconds)],
});

/** A listener's failure is nobody's to catch: it would end the process, and every reader with it. */
export const send = (
  { status, headers, body }: Sent,
  request: IncomingMessage,
  response: ServerResponse,
): void => {
  try {
    response.writeHead(status, headers);
    response.end(request.method === 'HEAD' ? undefined : body);
  } catch {
    response.destroy();
  }
};
