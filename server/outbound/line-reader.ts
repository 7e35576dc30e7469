import { ResponseFault } from './response-fault';

const LINE_FEED = 10;
const NOTHING: Buffer = Buffer.alloc(0);

/** Reads what comes by lines, then by lengths. */
export const createLineReader = (source: AsyncIterable<Buffer>) => {
  const pieces = source[Symbol.asyncIterator]();
  let held = NOTHING;
  const pull = async (): Promise<boolean> => {
    const { done, value } = await pieces.next();
    if (done) return false;
    held = held.length === 0 ? value : Buffer.concat([held, value]);
    return true;
  };
  return {
    /** The next line, in Latin-1, without its end: a lone LF ends one too (RFC 9112 §2.2). Null: all ends before it. */
    line: async (most: number): Promise<string | null> => {
      let from = 0;
      for (;;) {
        const end = held.indexOf(LINE_FEED, from);
        if (end > most || (end < 0 && held.length > most)) throw new ResponseFault('head-too-long');
        if (end >= 0) {
          const line = held.toString('latin1', 0, end);
          held = held.subarray(end + 1);
          return line.endsWith('\r') ? line.slice(0, -1) : line;
        }
        from = held.length;
        if (!(await pull())) return null;
      }
    },
    /** What comes next, `most` bytes of it at most; null: all has ended. */
    some: async (most: number): Promise<Buffer | null> => {
      if (held.length === 0 && !(await pull())) return null;
      const part = held.subarray(0, most);
      held = held.subarray(part.length);
      return part;
    },
  };
};
export type LineReader = ReturnType<typeof createLineReader>;
