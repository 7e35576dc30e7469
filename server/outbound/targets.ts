import { lookup } from 'node:dns/promises';
import { isIP } from 'node:net';
import ipaddr from 'ipaddr.js';
import { accept, type Result, refuse } from '#server/domain/facts/result';

/** Why a call is not made. */
export const OUTBOUND_REFUSALS = [
  'unreadable',
  'scheme',
  'clear',
  'userinfo',
  'port',
  'odd-spelling',
  'unresolved',
  'private-address',
  'too-many-redirects',
] as const;
export type OutboundRefusal = (typeof OUTBOUND_REFUSALS)[number];

/** Said to whoever gave the address, and kept beside a result. */
export const REFUSAL_SAYS: Record<OutboundRefusal, string> = {
  unreadable: 'l’adresse est illisible',
  scheme: 'l’adresse n’est ni en http ni en https',
  clear: 'l’adresse n’est pas en https',
  userinfo: 'l’adresse porte un nom ou un mot de passe',
  port: 'ce port n’est pas appelé',
  'odd-spelling': 'l’adresse IPv4 n’est pas écrite en quatre nombres décimaux',
  unresolved: 'le nom n’a pas d’adresse',
  'private-address': 'l’adresse mène à un réseau privé, à cette machine ou à une plage réservée',
  'too-many-redirects': 'plus de cinq redirections',
};

/** The part of IPv6 that is allocated (RFC 4291 §2.4): any other address is nobody's public one. */
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

/** Every address of a name. Rejects when it has none. */
export type Lookup = (name: string) => Promise<readonly string[]>;

/**
 * How calls leave from here. `trusted`: authorities (PEM) taken in place of the system's; null: the system's.
 * `nameServers`: whom probes of names ask, `host:port`; absent: the system's.
 */
export type Outbound = {
  isLoopbackAllowed: boolean;
  lookup: Lookup;
  trusted: string | null;
  nameServers?: readonly string[];
};

/** Where a call goes: the addresses that were checked, and none other. */
export type Target = { host: string; port: number; addresses: readonly string[] };

export const systemLookup: Lookup = async (name) =>
  (await lookup(name, { all: true, order: 'ipv4first' })).map(({ address }) => address);

/** A host as URLs write it; an address of IPv4 is written plainly or not at all. */
const plainHost = (host: string): Result<string, OutboundRefusal> => {
  const text = isIP(host) === 6 ? `[${host}]` : host;
  if (!/^[^\s/?#\\@:[\]]+$|^\[[\da-f:.]+\]$/i.test(text)) return refuse('unreadable');
  if (!URL.canParse(`http://${text}/`)) return refuse('unreadable');
  const { hostname } = new URL(`http://${text}/`);
  const plain = hostname.replace(/^\[|\]$/g, '');
  return isIP(plain) === 4 && text !== plain ? refuse('odd-spelling') : accept(plain);
};

/** Resolves a host once, and refuses it unless each of its addresses may be called. */
export const resolveTarget = async (
  outbound: Outbound,
  host: string,
  port: number,
): Promise<Result<Target, OutboundRefusal>> => {
  const plain = plainHost(host);
  if (!plain.ok) return plain;
  if (!Number.isInteger(port) || port < 1 || port > 65_535) return refuse('port');
  const name = plain.value;
  const addresses = await addressesOf(outbound, name);
  if (addresses.length === 0) return refuse('unresolved');
  const isPublic = addresses.every((address) => isCallable(address, outbound.isLoopbackAllowed));
  return isPublic ? accept({ host: name, port, addresses }) : refuse('private-address');
};

const addressesOf = async ({ lookup }: Outbound, name: string): Promise<readonly string[]> => {
  if (isIP(name) !== 0) return [name];
  if (OURSELVES.test(name)) return ['127.0.0.1'];
  return lookup(name).catch(() => []);
};

/** These names are this machine, whatever a name server says (RFC 6761 §6.3). */
const OURSELVES = /(^|\.)localhost\.?$/i;

const SCHEMES: Record<string, number> = { 'http:': 80, 'https:': 443 };
/** Mail: a server there would take our words for its own. */
const MAIL = 25;

/** The same of a web address. The host is read as it was written: what a URL makes of it hides odd spellings. */
export const resolveUrl = async (
  outbound: Outbound,
  text: string,
): Promise<Result<Target & { url: URL }, OutboundRefusal>> => {
  const written = /^https?:\/\/([^/?#\\]*)/i.exec(text)?.[1];
  if (!URL.canParse(text)) return refuse('unreadable');
  const url = new URL(text);
  const usual = SCHEMES[url.protocol];
  if (usual === undefined) return refuse('scheme');
  if (url.username !== '' || url.password !== '' || written?.includes('@')) return refuse('userinfo');
  if (written === undefined) return refuse('unreadable');
  const port = url.port === '' ? usual : Number(url.port);
  if (port === MAIL) return refuse('port');
  const target = await resolveTarget(outbound, written.replace(/:\d*$/, '').toLowerCase(), port);
  if (!target.ok) return target;
  return target.value.host === url.hostname.replace(/^\[|\]$/g, '')
    ? accept({ ...target.value, url })
    : refuse('unreadable');
};
