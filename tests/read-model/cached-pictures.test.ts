import { describe, expect, it } from 'vitest';
import {
  cachedResponse,
  createEntries,
  type Entry,
  messageFor,
} from '#server/read-model/response-cache/cached-response';

const BODY = Buffer.alloc(4_000, 'a');
const entryOf = (type: string): Entry => ({
  kind: 'elsewhere',
  isAsked: true,
  version: 1,
  isOfNow: true,
  madeAt: 0,
  response: cachedResponse(200, { 'content-type': type }, BODY),
});

describe('a picture that is kept', () => {
  it('is sent as it is, to whoever would take it compressed', async () => {
    const headersOf = async (type: string) =>
      (await messageFor(entryOf(type).response, { 'accept-encoding': 'br' })).headers;
    expect(await headersOf('image/png')).not.toContain('content-encoding');
    expect(await headersOf('image/svg+xml')).toContain('content-encoding');
  });
  it('is made ahead for nobody, and hides none of what is', () => {
    const entries = createEntries(new Set(['/opticien']));
    entries.set('a', '/opticien/alan', entryOf('text/html'));
    for (let card = 0; card < 100; card++) entries.set('a', `/cards/${card}.png`, entryOf('image/png'));
    expect(entries.asked().map(({ path }) => path)).toEqual(['/opticien/alan']);
  });
});
