import { describe, expect, it } from 'vitest';
import { hostsOf, isAllowedLink } from '#server/contract/links';
import { linksIn } from '#server/http/writing/citations';

describe('where a text may lead', () => {
  const hosts = hostsOf([
    'https://www.viamedis.net/',
    'https://services.santeclair.fr/professionnel-sante/connexion',
    null,
    'pas une adresse',
  ]);

  it('knows the hosts of the directory by their addresses', () => {
    expect([...hosts]).toEqual(['viamedis.net', 'services.santeclair.fr']);
  });

  it.each([
    'https://ameli.fr',
    'https://www.ameli.fr/pharmacien?a=b#c',
    'https://WWW.Ameli.FR/',
    'https://solidarites-sante.gouv.fr/',
    'https://www.legifrance.gouv.fr/codes/',
    'https://viamedis.net/login#/',
    'https://portail.viamedis.net/',
    'https://services.santeclair.fr/',
  ])('allows %s', (url) => expect(isAllowedLink(url, hosts)).toBe(true));

  it.each([
    ['another site', 'https://evil.example/'],
    ['a site that ends alike', 'https://fauxameli.fr/'],
    ['a site that begins alike', 'https://ameli.fr.evil.example/'],
    ['the parent of an allowed host', 'https://santeclair.fr/'],
    ['a user before the host', 'https://ameli.fr@evil.example'],
    ['a user before an allowed host', 'https://moi:secret@ameli.fr/'],
    ['a port', 'https://ameli.fr:8443/'],
    ['even the usual port', 'https://ameli.fr:443/'],
    ['no encryption', 'http://ameli.fr/'],
    ['a script', 'javascript:alert(1)//https://ameli.fr'],
    ['data', 'data:text/html,<script>alert(1)</script>'],
    ['a path of ours', '/espace'],
    ['no scheme', '//ameli.fr/'],
    ['an IPv4', 'https://127.0.0.1/'],
    ['an IPv6', 'https://[::1]/'],
    ['a number for a host', 'https://2130706433/'],
    ['letters of another alphabet', 'https://аmeli.fr/'],
    ['the same in punycode', 'https://xn--meli-5na.fr/'],
    ['punycode under an allowed host', 'https://xn--meli-5na.gouv.fr/'],
    ['a wide full stop', 'https://ameli。fr/'],
    ['a backslash that browsers read as a slash', 'https://evil.example\\@ameli.fr/'],
    ['a tab that browsers drop', 'https://ameli.fr\t.evil.example/'],
    ['a new line', 'https://ameli.fr/\nx'],
    ['a reversed writing', 'https://ameli.fr/\u202egnp'],
    ['a host with a final dot', 'https://ameli.fr./'],
    ['nothing', ''],
  ])('refuses %s: %s', (_, url) => expect(isAllowedLink(url, hosts)).toBe(false));

  it('refuses an IPv4 even when the directory holds one', () => {
    expect(hostsOf(['https://127.0.0.1/'])).toEqual(new Set());
    expect(isAllowedLink('https://127.0.0.1/', new Set(['127.0.0.1']))).toBe(false);
  });
});

describe('the links of a Markdown text', () => {
  it('are found wherever they hide: links, autolinks, images, references, nested', () => {
    const text = [
      'Lisez [ameli](https://www.ameli.fr "titre") et <https://cnil.fr>.',
      '> - **[dedans](javascript:alert(1))** ![image](https://evil.example/p.png)',
      '[par référence][r]',
      '[r]: https://evil.example/r',
    ].join('\n\n');
    expect(linksIn(text)).toEqual([
      'https://www.ameli.fr',
      'https://cnil.fr',
      'javascript:alert(1)',
      'https://evil.example/p.png',
      'https://evil.example/r',
    ]);
  });
  it('are none in plain words, code or HTML, which is only text', () => {
    expect(linksIn('Gardez vos factures. `[x](https://a.fr)` <a href="https://b.fr">b</a>')).toEqual([]);
  });
});
