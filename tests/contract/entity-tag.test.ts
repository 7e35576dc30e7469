import { describe, expect, it } from 'vitest';
import { holdsTag, namesVersion } from '#server/contract/entity-tag';

/** Servers that compress in front of us send their own tag, and are sent it back. */
const SUFFIXES = ['', '-gzip', ';gzip', '--gzip', '-br', ';br', '-deflate', '-zstd', '-x-gzip'];

describe('a tag that came back through a server that compresses', () => {
  it.each(SUFFIXES)('is the one we gave, with « %s » added', (suffix) => {
    expect(holdsTag(`W/"abc.def${suffix}"`, 'W/"abc.def"')).toBe(true);
    expect(holdsTag(`"other", "abc.def${suffix}"`, 'W/"abc.def"')).toBe(true);
    expect(namesVersion(`"def${suffix}"`, 'def')).toBe(true);
    expect(namesVersion(`W/"abc.def${suffix}"`, 'def')).toBe(true);
  });
  it('is no other', () => {
    expect(holdsTag('"abc-gzip"', 'W/"abd"')).toBe(false);
    expect(holdsTag('"abc-gzipped"', 'W/"abc"')).toBe(false);
    expect(namesVersion('"abcdef"', 'def')).toBe(false);
    expect(namesVersion('"-gzip"', 'def')).toBe(false);
  });
  it('is itself where it ends by chance as they write', () => {
    expect(holdsTag('W/"xyz-br"', 'W/"xyz-br"')).toBe(true);
    expect(namesVersion('"xyz-br"', 'xyz-br')).toBe(true);
    expect(namesVersion('"tag.xyz-br-gzip"', 'xyz-br')).toBe(true);
  });
});
