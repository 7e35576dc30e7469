import { pipeline, Readable, type Transform } from 'node:stream';
import { constants, createBrotliDecompress, createGunzip, createInflate, createInflateRaw } from 'node:zlib';
import type { Body } from './response-body';
import { ResponseFault } from './response-fault';

/** Coded more often than that, it is a trap. */
const MAX_CODINGS = 5;
/** Read of what is coded, whatever little comes out of it, in bytes. */
const MAX_CODED = 16 * 1024 * 1024;

// What was cut short is read as far as it goes, as browsers do.
const DEFLATED = { finishFlush: constants.Z_SYNC_FLUSH };
const BROTLI = { finishFlush: constants.BROTLI_OPERATION_FLUSH };

/** By the first piece of what is coded. */
const DECODERS: Record<string, (first: Buffer) => Transform> = {
  gzip: () => createGunzip(DEFLATED),
  'x-gzip': () => createGunzip(DEFLATED),
  br: () => createBrotliDecompress(BROTLI),
  // Meant to be in the zlib format (RFC 9110 §8.4.1.2), sent without it by many.
  deflate: ([first = 0]) => ((first & 0x8f) === 8 ? createInflate(DEFLATED) : createInflateRaw(DEFLATED)),
};

/** The body as it was before it was coded, the last coding undone first. It throws only once it is read. */
export const undone = ({ pieces, codings }: Body): AsyncIterable<Buffer> => {
  const applied = codings.filter((coding) => coding !== 'identity');
  if (applied.length === 0) return pieces;
  return applied.reduceRight((coded, coding) => undo(coded, coding, applied.length), upTo(pieces, MAX_CODED));
};

async function* undo(coded: AsyncIterable<Buffer>, coding: string, depth: number): AsyncGenerator<Buffer> {
  if (depth > MAX_CODINGS) throw new ResponseFault('codings-too-many');
  if (!Object.hasOwn(DECODERS, coding)) throw new ResponseFault('coding-unknown', named(coding));
  const pieces = coded[Symbol.asyncIterator]();
  const first = await pieces.next();
  if (first.done) return;
  const decoder = (DECODERS[coding] as (first: Buffer) => Transform)(first.value);
  const source = Readable.from(afterFirst(first.value, pieces), { objectMode: false });
  // What goes wrong is thrown to whoever reads.
  pipeline(source, decoder, () => undefined);
  try {
    yield* decoder as AsyncIterable<Buffer>;
  } catch (error) {
    throw isOfDecoder(error) ? new ResponseFault('coding-broken', named(coding)) : error;
  }
}

async function* afterFirst(first: Buffer, others: AsyncIterator<Buffer>): AsyncGenerator<Buffer> {
  yield first;
  yield* { [Symbol.asyncIterator]: () => others };
}

async function* upTo(pieces: AsyncIterable<Buffer>, most: number): AsyncGenerator<Buffer> {
  let left = most;
  for await (const piece of pieces) {
    yield piece;
    left -= piece.length;
    if (left <= 0) return;
  }
}

const isOfDecoder = (error: unknown): boolean =>
  error instanceof Error && 'errno' in error && 'code' in error && /^(Z|ERR)_/.test(String(error.code));

/** A word of the other side, as far as it is one. */
const named = (coding: string): string => coding.replace(/[^\w.-]/g, '').slice(0, 20);
