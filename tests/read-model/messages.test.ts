import { constants, gunzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { BEAT, eventOf, opening } from '#server/read-model/messages';

/** What is in the chunks of a body, one after the other. */
const bodyOf = (chunks: readonly Buffer[]): Buffer =>
  Buffer.concat(
    chunks.map((chunk) => {
      const end = chunk.indexOf('\r\n');
      const length = Number.parseInt(chunk.subarray(0, end).toString(), 16);
      expect(chunk.length).toBe(end + 2 + length + 2);
      return chunk.subarray(end + 2, end + 2 + length);
    }),
  );

/** Nothing says that such a stream ends. */
const readGzip = (body: Buffer): string =>
  gunzipSync(body, { finishFlush: constants.Z_SYNC_FLUSH }).toString();

const rows = JSON.stringify(
  Array.from({ length: 200 }, (_, row) => ({ mutuelle: `m-${row}`, verdict: 'suspended' })),
);
const PLAIN = { isPacked: false, isNameless: false };
const PACKED = { isPacked: true, isNameless: false };
const change = eventOf('changed', 7, () => rows);
const other = eventOf('changed', 8, () => rows.replaceAll('suspended', 'possible'));
const moved = eventOf('moved', 9, () => '{"seq":9}');

describe('what browsers that wait are sent', () => {
  it.each([
    ['a long one first', [change, BEAT, other, moved]],
    ['a long one last', [moved, BEAT, change]],
    ['one that came late', [other]],
    ['the same twice', [change, change]],
  ])('reads the same packed and plain, whatever came before: %s', (_, messages) => {
    const plain = bodyOf([opening(1_234, false), ...messages.map((each) => each.bytesFor(PLAIN))]);
    const packed = bodyOf([opening(1_234, true), ...messages.map((each) => each.bytesFor(PACKED))]);
    expect(readGzip(packed)).toBe(plain.toString());
    expect(plain.toString()).toMatch(/^retry: 1234\n\n/);
  });

  it('is packed once for all, and small', () => {
    expect(change.bytesFor(PACKED)).toBe(change.bytesFor(PACKED));
    expect(change.bytesFor(PACKED).length).toBeLessThan(change.bytesFor(PLAIN).length / 10);
  });
});
