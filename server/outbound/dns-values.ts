import { isIPv4, isIPv6 } from 'node:net';
import { domainToASCII } from 'node:url';
import ipaddr from 'ipaddr.js';

/** Records that are looked for, as people write them and as name servers answer. */
export type RecordType = 'A' | 'AAAA' | 'CNAME' | 'MX' | 'NS' | 'TXT';

/** A name in the one way it is compared: small letters, in ASCII, without its final dot. Null: no name. */
export const plainName = (text: string): string | null => {
  const name = domainToASCII(text.replace(/\.$/, '')).toLowerCase();
  const isName =
    name.length <= 253 &&
    name.split('.').every((label) => /^[a-z\d_](?:[a-z\d_-]{0,61}[a-z\d_])?$/.test(label));
  return isName && !isIPv4(name) ? name : null;
};

/**
 * A value that is expected, as a test of the values found; null: no record of this type has such a value. Compared by
 * what they say: `2001:DB8::1` is `2001:db8:0::1`, `Mail.Example.` is `mail.example`.
 */
export const expectedValue = (type: RecordType, expected: string): ((found: unknown) => boolean) | null => {
  const given = expected.trim();
  switch (type) {
    case 'A':
      return isIPv4(given) ? isSame(addressOf, given) : null;
    case 'AAAA':
      return isIPv6(given) && !given.includes('%') ? isSame(addressOf, given) : null;
    case 'CNAME':
    case 'NS':
      return plainName(given) === null ? null : isSame(plainName, given);
    case 'MX':
      return expectedExchange(given);
    case 'TXT':
      return (found) => [expected, unquoted(given)].includes([found].flat().join(''));
  }
};

const isSame = (plain: (text: string) => string | null, expected: string) => (found: unknown) =>
  plain(String(found)) === plain(expected);

const addressOf = (text: string): string => ipaddr.parse(text).toNormalizedString();

/** « 10 mail.example », or the host alone, whatever its priority; « 0 . »: a name that takes no mail (RFC 7505). */
const expectedExchange = (given: string): ((found: unknown) => boolean) | null => {
  const [, priority, host = ''] = /^(?:(\d{1,5})\s+)?(\S+)$/.exec(given) ?? [];
  if (host !== '.' && plainName(host) === null) return null;
  const hostOf = (text: string) => (text === '.' || text === '' ? '' : plainName(text));
  return (found) => {
    const { exchange, priority: own } = found as { exchange: string; priority: number };
    return hostOf(exchange) === hostOf(host) && (priority === undefined || Number(priority) === own);
  };
};

/** A text as zone files write it, in one or several quoted parts. */
const unquoted = (text: string): string =>
  /^"(?:[^"\\]|\\.)*"(?:\s+"(?:[^"\\]|\\.)*")*$/.test(text)
    ? [...text.matchAll(/"((?:[^"\\]|\\.)*)"/g)].map(([, part = '']) => part.replace(/\\(.)/g, '$1')).join('')
    : text;
