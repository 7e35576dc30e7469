import { describe, expect, it } from 'vitest';
import { sourceHost } from '#app/ui/source-host';

describe('the source of a word', () => {
  it('is a link that names its host', () => {
    expect(sourceHost('https://www.nord.example/page?a=1')).toBe('nord.example');
  });
  it.each([
    ['a slash the other way', 'https://nord.example\\page'],
    ['a name before the host', 'https://nord.example@sud.example/'],
    ['another protocol', 'ftp://nord.example/'],
    ['no address', 'page 3'],
  ])('is text with %s: nothing leads where one does not read it', (_, address) => {
    expect(sourceHost(address)).toBeNull();
  });
});
