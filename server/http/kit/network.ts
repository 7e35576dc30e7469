import { isIP } from 'node:net';
import type { Context, MiddlewareHandler } from 'hono';
import ipaddr from 'ipaddr.js';
import { refusal } from './problems';

/** Where a request came from, as limits count it: `192.0.2.0/24`, `2001:db8:1::/48`. Never an address. */
export type Network = string & { readonly brand: 'network' };

type Address = ipaddr.IPv4 | ipaddr.IPv6;
/** A first address and how many of its bits all the others share. */
export type AddressRange = readonly [Address, number];

const PREFIX = { ipv4: 24, ipv6: 48 } as const;
/** A socket that is already closed has no peer: those that left share one count. */
const UNKNOWN = 'inconnu' as Network;

/**
 * The network a request came from; null: this machine itself, which has no share. `peer`: the other end of the socket;
 * `forwardedFor`: the X-Forwarded-For it sent. The header is believed from a `trusted` peer only, and then the last
 * address in it that is not trusted itself counts: whatever stands before that one was written by its sender.
 */
export const networkOf = (
  peer: string | undefined,
  forwardedFor: string | readonly string[] | undefined,
  trusted: readonly AddressRange[],
): Network | null => {
  const own = addressIn(peer ?? '');
  if (own === null) return UNKNOWN;
  if (forwardedFor === undefined) return own.range() === 'loopback' ? null : truncated(own);
  return truncated(isIn(own, trusted) ? senderIn(String(forwardedFor), own, trusted) : own);
};

/** Whether the X-Forwarded-For of this peer is believed. */
export const isTrusted = (peer: string | undefined, trusted: readonly AddressRange[]): boolean => {
  const address = addressIn(peer ?? '');
  return address !== null && isIn(address, trusted);
};

type Incoming = {
  incoming?: {
    socket?: { remoteAddress?: string };
    headers?: Record<string, string | string[] | undefined>;
  };
};

/** The network that asks a route, directly or through a page of ours. */
export const askingNetwork = (
  { trustedProxies }: { trustedProxies: readonly AddressRange[] },
  c: Context,
): Network | null => {
  const { incoming } = (c.env ?? {}) as Incoming;
  // A request made in process may carry other headers, so only those of the socket's request count.
  const forwardedFor = incoming?.headers
    ? incoming.headers['x-forwarded-for']
    : c.req.header('X-Forwarded-For');
  return networkOf(incoming?.socket?.remoteAddress, forwardedFor, trustedProxies);
};

/** The same as it is written down beside what was done; « local » as for the commands of the machine. */
export const cameFromOf = (network: Network | null): string => network ?? 'local';

/** Walks back from our own socket through the proxies we trust. An entry that is no address ends the walk. */
const senderIn = (forwardedFor: string, own: Address, trusted: readonly AddressRange[]): Address => {
  let last = own;
  for (const entry of forwardedFor.split(',').reverse()) {
    const address = addressIn(withoutPort(entry.trim()));
    if (address === null) return last;
    last = address;
    if (!isIn(address, trusted)) return address;
  }
  return last;
};

/** Some proxies write the port beside the address: `192.0.2.1:5678`, `[2001:db8::1]:5678`. */
const withoutPort = (entry: string): string =>
  entry.replace(/^\[([^\]]+)\](:\d+)?$/, '$1').replace(/^([\d.]+):\d+$/, '$1');

/** An IPv4 address mapped into IPv6 is the IPv4 address; a zone says nothing to anybody else. */
const addressIn = (text: string): Address | null => {
  const [address = ''] = text.split('%');
  return isIP(address) === 0 ? null : ipaddr.process(address);
};

const isIn = (address: Address, ranges: readonly AddressRange[]): boolean =>
  ranges.some(([first, bits]) => first.kind() === address.kind() && address.match(first, bits));

const truncated = (address: Address): Network => {
  const bits = PREFIX[address.kind()];
  const cidr = `${address.toString()}/${bits}`;
  const first =
    address.kind() === 'ipv4'
      ? ipaddr.IPv4.networkAddressFromCIDR(cidr)
      : ipaddr.IPv6.networkAddressFromCIDR(cidr);
  return `${first.toString()}/${bits}` as Network;
};

/** Lets only this machine in, asked directly: through a proxy the address is nobody's. */
export const ownMachineOnly =
  (given: { trustedProxies: readonly AddressRange[] }): MiddlewareHandler =>
  async (c, next) => {
    if (askingNetwork(given, c) === null) return next();
    return refusal(c, { kind: 'no-such-address', detail: `Rien à l’adresse ${c.req.path}.` });
  };
