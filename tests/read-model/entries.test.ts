import { expect, it } from 'vitest';
import { cachedResponse, createEntries } from '#server/read-model/response-cache/cached-response';

const entryOf = (bytes: number) => ({
  kind: 'page',
  isAsked: false,
  version: 1,
  isOfNow: true,
  madeAt: 0,
  response: cachedResponse(200, {}, Buffer.alloc(bytes)),
});

it('what strangers ask for pushes out what strangers asked for, and never a board', () => {
  const entries = createEntries(new Set(['/opticien']));
  const board = entryOf(1000);
  entries.set('here', '/opticien', board);
  for (let asked = 0; asked < 300; asked += 1)
    entries.set('here', `/opticien?at=${asked}`, entryOf(1_000_000));
  expect(entries.get('here', '/opticien')).toBe(board);
  expect(entries.get('here', '/opticien?at=0')).toBeUndefined();
  expect(entries.get('here', '/opticien?at=299')).toBeDefined();
  expect(entries.bytes()).toBeLessThanOrEqual(48 * 1024 * 1024);
});
it('one larger than all that may be held is not held', () => {
  const entries = createEntries(new Set());
  entries.set('here', '/large', entryOf(64 * 1024 * 1024));
  expect(entries.get('here', '/large')).toBeUndefined();
});
