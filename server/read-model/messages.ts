import { constants, deflateRawSync } from 'node:zlib';

/** What browsers that wait are sent: made once, the same bytes for all of them. */

/**
 * How a browser takes them. `isPacked`: as blocks of a gzip stream, each of which refers to nothing before it. `isNameless`:
 * lines without the names, which a page of ours has already and which are half of what is left once it is packed.
 */
export type Form = { isPacked: boolean; isNameless: boolean };
/** Each is one chunk of a body. */
export type Message = { bytesFor(form: Form): Buffer };

/** One chunk of a chunked body (RFC 9112 §7.1). */
const chunkOf = (...parts: readonly Buffer[]): Buffer => {
  const length = parts.reduce((sum, part) => sum + part.length, 0);
  return Buffer.concat([Buffer.from(`${length.toString(16)}\r\n`), ...parts, Buffer.from('\r\n')]);
};

/** RFC 1952 §2.3: no name, no time. No trailer ever follows: such a stream just ends. */
const GZIP_HEADER = Buffer.from([0x1f, 0x8b, 0x08, 0, 0, 0, 0, 0, 0, 0xff]);

/** A block that is not compressed (RFC 1951 §3.2.4), which costs nothing to make. */
const stored = (bytes: Buffer): Buffer => {
  const head = Buffer.alloc(5);
  head.writeUInt16LE(bytes.length, 1);
  head.writeUInt16LE(0xffff ^ bytes.length, 3);
  return Buffer.concat([head, bytes]);
};

/** Compression gains nothing below this many bytes. */
const SHORT = 100;
const ENDED = { finishFlush: constants.Z_FULL_FLUSH };

/** `textOf`: written when somebody waits for it in that form. */
const messageOf = (textOf: (isNameless: boolean) => string): Message => {
  const made = new Map<number, Buffer>();
  return {
    bytesFor: ({ isPacked, isNameless }) => {
      const form = Number(isPacked) + 2 * Number(isNameless);
      const held = made.get(form);
      if (held) return held;
      const bytes = Buffer.from(textOf(isNameless));
      const isShort = bytes.length < SHORT;
      const chunk = isPacked
        ? chunkOf(isShort ? stored(bytes) : deflateRawSync(bytes, ENDED))
        : chunkOf(bytes);
      made.set(form, chunk);
      return chunk;
    },
  };
};

/** The first chunk of one body: how long to wait before one comes back, milliseconds. */
export const opening = (retry: number, isPacked: boolean): Buffer => {
  const bytes = Buffer.from(`retry: ${retry}\n\n`);
  return isPacked ? chunkOf(GZIP_HEADER, stored(bytes)) : chunkOf(bytes);
};

export const eventOf = (event: string, id: number, dataOf: (isNameless: boolean) => string): Message =>
  messageOf((isNameless) => `event: ${event}\nid: ${id}\ndata: ${dataOf(isNameless)}\n\n`);

/** Says only that somebody is there. */
export const BEAT = messageOf(() => ': \n\n');
