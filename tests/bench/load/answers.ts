import type { Socket } from 'node:net';

const HEAD_END = '\r\n\r\n';
const LAST_CHUNK = '\r\n0\r\n\r\n';
/** Where a head ends, nearly always. */
const USUAL_HEAD = 4096;

/** Bytes of the body after a head; null: chunked, its end is seen as it passes; NaN: the head does not say. */
const lengthOf = (head: string): number | null => {
  if (/^HTTP\/1\.1 (204|304) /.test(head)) return 0;
  const said = /\r\ncontent-length: *(\d+)/i.exec(head);
  if (said) return Number(said[1]);
  return /\r\ntransfer-encoding: *chunked/i.test(head) ? null : Number.NaN;
};

/**
 * Reads the answers of a kept connection where a question leaves only once the last is answered. Calls `answered` at
 * each, with whether its status was `status`. An answer that does not say where it ends is never answered.
 */
export const readAnswers = (
  socket: Socket,
  status: number,
  answered: (isExpected: boolean) => void,
): void => {
  let head = '';
  let received = 0;
  let due: number | null | undefined;
  let tail = '';
  const isWhole = (chunk: Buffer): boolean => {
    received += chunk.length;
    if (due === undefined) {
      head += chunk.toString('latin1', 0, USUAL_HEAD);
      if (!head.includes(HEAD_END)) head += chunk.toString('latin1', USUAL_HEAD);
      const end = head.indexOf(HEAD_END);
      if (end < 0) return false;
      head = head.slice(0, end);
      const length = lengthOf(head);
      due = length === null ? null : end + HEAD_END.length + length;
    }
    if (due !== null) return received >= due;
    tail = (tail + chunk.toString('latin1', Math.max(0, chunk.length - LAST_CHUNK.length))).slice(
      -LAST_CHUNK.length,
    );
    return tail === LAST_CHUNK;
  };
  const start = `HTTP/1.1 ${status} `;
  socket.on('data', (chunk: Buffer) => {
    if (!isWhole(chunk)) return;
    const isExpected = head.startsWith(start);
    head = '';
    received = 0;
    due = undefined;
    tail = '';
    answered(isExpected);
  });
};
