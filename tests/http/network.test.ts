import { describe, expect, it } from 'vitest';
import { readEnv } from '#server/env';
import { networkOf } from '#server/http/kit/network';

const trusting = (TRUSTED_PROXIES?: string) =>
  readEnv((TRUSTED_PROXIES === undefined ? {} : { TRUSTED_PROXIES }) as never).TRUSTED_PROXIES;

const LOCAL = trusting();
const BEYOND = trusting('127.0.0.1, 172.18.0.0/16, 2001:db8:ffff::/48');

describe('the network a request came from', () => {
  it.each([
    ['192.0.2.77', '192.0.2.0/24'],
    ['::ffff:192.0.2.77', '192.0.2.0/24'],
    ['2001:db8:1:2::3', '2001:db8:1::/48'],
    ['2001:db8::1', '2001:db8::/48'],
    ['fe80::1%eth0', 'fe80::/48'],
    ['10.1.2.3', '10.1.2.0/24'],
  ])('of %s, asked directly, is %s', (peer, network) => {
    expect(networkOf(peer, undefined, LOCAL)).toBe(network);
  });
  it.each(['127.0.0.1', '127.3.2.1', '::1', '::ffff:127.0.0.1'])('of %s is this machine itself', (peer) => {
    expect(networkOf(peer, undefined, LOCAL)).toBeNull();
  });
  it('of a socket that is closed already is one for all, never this machine', () => {
    expect([networkOf(undefined, undefined, LOCAL), networkOf('', '192.0.2.1', LOCAL)]).toEqual([
      'inconnu',
      'inconnu',
    ]);
  });
});

describe('behind a proxy that is trusted', () => {
  it.each([
    ['192.0.2.77', '192.0.2.0/24'],
    ['2001:db8:1:2::3', '2001:db8:1::/48'],
    // What stands before was written by whoever sent it.
    ['203.0.113.9, 192.0.2.77', '192.0.2.0/24'],
    ['127.0.0.1, 192.0.2.77', '192.0.2.0/24'],
    ['nonsense, 192.0.2.77', '192.0.2.0/24'],
    ['192.0.2.77:51234', '192.0.2.0/24'],
    ['[2001:db8:1::3]:51234', '2001:db8:1::/48'],
    [' 192.0.2.77 ', '192.0.2.0/24'],
  ])('« %s » came from %s', (forwardedFor, network) => {
    expect(networkOf('127.0.0.1', forwardedFor, LOCAL)).toBe(network);
  });
  it.each([
    ['192.0.2.77, 172.18.0.4', '192.0.2.0/24'],
    ['192.0.2.77, 172.18.0.4, 127.0.0.1', '192.0.2.0/24'],
    ['203.0.113.9, 192.0.2.77, 2001:db8:ffff::2', '192.0.2.0/24'],
    ['203.0.113.9, 192.168.1.1', '192.168.1.0/24'],
  ])('« %s » is read back through those trusted, to %s', (forwardedFor, network) => {
    expect(networkOf('172.18.0.9', forwardedFor, BEYOND)).toBe(network);
  });
  it.each([
    ['nonsense', '127.0.0.0/24'],
    ['', '127.0.0.0/24'],
    ['192.0.2.77, unknown', '127.0.0.0/24'],
    ['127.0.0.1', '127.0.0.0/24'],
  ])(
    '« %s » names nobody else: all of those share one count, and it is not this machine',
    (given, network) => {
      expect(networkOf('127.0.0.1', given, LOCAL)).toBe(network);
    },
  );
  it('reads a header sent twice as one', () => {
    expect(networkOf('::1', ['203.0.113.9', '192.0.2.77'], LOCAL)).toBe('192.0.2.0/24');
  });
});

describe('a header from anybody else', () => {
  it.each([
    ['198.51.100.4', LOCAL, '198.51.100.0/24'],
    ['172.19.0.1', BEYOND, '172.19.0.0/24'],
    // This machine is trusted only when it is named.
    ['127.0.0.1', trusting('172.18.0.0/16'), '127.0.0.0/24'],
  ])('is not believed: %s stays where it is', (peer, trusted, network) => {
    expect(networkOf(peer, '192.0.2.77', trusted)).toBe(network);
  });
});
