import { describe, expect, it } from 'vitest';
import { returnOf } from '#app/space/writer';

describe('where one goes back to after signing in', () => {
  it.each(['/espace', '/espace?x=1', '/espace/avis/a%20b?depuis=hier#note'])(
    '%s, which is ours',
    (address) => {
      expect(returnOf(address)).toBe(address);
    },
  );
  it.each([
    null,
    '',
    '/opticien',
    '/espaces',
    'https://example.org/espace',
    '//example.org/espace',
    '/espace\\@example.org',
    '/espace?x=\r\n{"level":50}',
    '/espace?x=\u0000',
    '/espace?x=\u2028',
    '/espace?x=é',
  ])('%j leads nowhere but home', (address) => {
    expect(returnOf(address)).toBe('/espace');
  });
});
