import type { LineReader } from './line-reader';
import { ResponseFault } from './response-fault';
import { type Head, wordsOf } from './response-head';

/** The body of an answer, and what it is coded with, in the order it was. */
export type Body = { pieces: AsyncIterable<Buffer>; codings: readonly string[] };

/** Where the body ends (RFC 9112 §6.3). Throws when its length cannot be told: no browser takes such an answer. */
export const bodyOf = (head: Head, reader: LineReader): Body => {
  const { status, fields } = head;
  const transfer = wordsOf(fields, 'transfer-encoding').filter((coding) => coding !== 'identity');
  const codings = [
    ...wordsOf(fields, 'content-encoding'),
    ...transfer.filter((coding) => coding !== CHUNKED),
  ];
  const length = transfer.length === 0 ? lengthOf(head) : null;
  if (status < 200 || status === 204 || status === 304) return { pieces: exactly(reader, 0), codings };
  if (transfer.at(-1) === CHUNKED) return { pieces: chunks(reader), codings };
  return { pieces: length === null ? untilEnd(reader) : exactly(reader, length), codings };
};

const CHUNKED = 'chunked';

/** Said twice alike is said once (RFC 9110 §8.6); null: not said. */
const lengthOf = ({ fields }: Head): number | null => {
  const [length, ...others] = new Set(wordsOf(fields, 'content-length'));
  if (length === undefined) return null;
  if (!/^\d+$/.test(length)) throw new ResponseFault('length-unreadable');
  if (others.some((other) => Number(other) !== Number(length))) throw new ResponseFault('lengths-differ');
  return Number(length);
};

async function* untilEnd(reader: LineReader): AsyncGenerator<Buffer> {
  for (;;) {
    const part = await reader.some(Number.MAX_SAFE_INTEGER);
    if (part === null) return;
    yield part;
  }
}

async function* exactly(reader: LineReader, length: number): AsyncGenerator<Buffer> {
  for (let left = length; left > 0; ) {
    const part = await reader.some(left);
    if (part === null) throw new ResponseFault('body-cut');
    left -= part.length;
    yield part;
  }
}

const MAX_LINE = 4096;

/** What follows the last chunk is nothing that we ask about. */
async function* chunks(reader: LineReader): AsyncGenerator<Buffer> {
  for (;;) {
    const line = await reader.line(MAX_LINE);
    if (line === null) throw new ResponseFault('body-cut');
    const size = /^[ \t]*([\da-f]{1,13})[ \t]*(?:;.*)?$/i.exec(line)?.[1];
    if (size === undefined) throw new ResponseFault('chunk-unreadable');
    const length = Number.parseInt(size, 16);
    if (length === 0) return;
    yield* exactly(reader, length);
    if ((await reader.line(MAX_LINE)) !== '') throw new ResponseFault('chunk-unreadable');
  }
}
