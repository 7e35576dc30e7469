import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { encode, encodingFor } from '#server/read-model/response-cache/encoding';

describe('what a client accepts', () => {
  it.each([
    [undefined, 'identity'],
    ['', 'identity'],
    ['gzip', 'gzip'],
    ['gzip, deflate, br, zstd', 'br'],
    ['br;q=0.2, gzip;q=0.8', 'gzip'],
    ['GZIP ; Q=1.0', 'gzip'],
    ['br;q=0, gzip;q=0', 'identity'],
    ['*', 'br'],
    ['*;q=0.5, br;q=0', 'gzip'],
    ['identity', 'identity'],
    ['identity;q=1, br;q=0.1', 'identity'],
    ['identity;q=0', 'identity'],
    ['deflate', 'identity'],
    ['br;q=nonsense', 'br'],
    [',,;;q=,=', 'identity'],
    [`br,${'x'.repeat(10_000)}`, 'identity'],
  ])('« %s » is sent %s', (accepted, expected) => {
    expect(encodingFor(accepted)).toBe(expected);
  });
});

it('what is compressed reads the same', async () => {
  const bytes = Buffer.from('tiers payant '.repeat(100));
  expect(brotliDecompressSync(await encode(bytes, 'br'))).toEqual(bytes);
  expect(gunzipSync(await encode(bytes, 'gzip'))).toEqual(bytes);
  expect(await encode(bytes, 'identity')).toBe(bytes);
});
