import { isIP } from 'node:net';
import ipaddr from 'ipaddr.js';

/** What of IPv6 is given out to the world (RFC 4291 §2.4): whatever lies outside is nobody's public address. */
const GLOBAL = ipaddr.parseCIDR('2000::/3') as [ipaddr.IPv6, number];

/**
 * Whether we may call an address: public unicast, and nothing that carries another address inside. One mapped from
 * IPv4 is judged as the IPv4 it is. `isLoopbackAllowed`: tests call their own machine.
 */
export const isCallable = (address: string, isLoopbackAllowed: boolean): boolean => {
  if (isIP(address) === 0) return false;
  const parsed = ipaddr.process(address);
  const range = parsed.range();
  if (range === 'loopback') return isLoopbackAllowed;
  return range === 'unicast' && (parsed instanceof ipaddr.IPv4 || parsed.match(GLOBAL));
};
