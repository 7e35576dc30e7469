import { describe, expect, it } from 'vitest';
import { addressWords } from '#app/words/space-first-steps';

const direct = { host: 'comptoir.example', isForwarded: false, forwardedProto: null, isProxyTrusted: true };
const proxied = { ...direct, isForwarded: true, forwardedProto: 'https' };
const ours = 'https://comptoir.example';

describe('what whoever installs reads of the public address', () => {
  it.each([
    [
      'nothing is set, on this machine',
      null,
      { ...direct, host: '127.0.0.1:3000' },
      [/sans relais/, /seule cette machine/],
    ],
    ['a proxy speaks, and no address is set', null, proxied, [/venue en https/, /en-tête Host/]],
    ['all is set', ours, proxied, [/par un relais/, /PUBLIC_URL/, /Rien ne manque/]],
    [
      'the proxy is not believed',
      ours,
      { ...proxied, isProxyTrusted: false },
      [/relais/, /PUBLIC_URL/, /TRUSTED_PROXIES/],
    ],
    [
      'the page came in clear',
      ours,
      { ...proxied, forwardedProto: 'http' },
      [/en http/, /PUBLIC_URL/, /venue en http/],
    ],
    ['the address is in clear', 'http://comptoir.example', direct, [/sans relais/, /PUBLIC_URL/, /en clair/]],
    [
      'another host is asked for',
      ours,
      { ...proxied, host: 'interne:3000' },
      [/interne/, /PUBLIC_URL/, /mèneront à comptoir\.example/],
    ],
  ] as const)('%s', (_, publicUrl, seen, said) => {
    const words = addressWords({ publicUrl, seen });
    expect(words).toEqual(said.map((each) => expect.stringMatching(each)));
    expect(words.join(' ')).toMatch(/Manque|manque|juste si|en clair|doit renvoyer/);
  });
});
