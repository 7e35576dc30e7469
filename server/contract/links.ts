/** Public sites that a text may lead to, with their sub-domains; those of the directory come beside. */
export const PUBLIC_HOSTS: ReadonlySet<string> = new Set([
  'ameli.fr',
  'sesam-vitale.fr',
  'service-public.fr',
  'legifrance.gouv.fr',
  'gouv.fr',
  'cnil.fr',
  'has-sante.fr',
  'unocam.fr',
]);

/**
 * Read from the text itself: what a browser would mend (tabs, backslashes, letters of other alphabets) is refused.
 * Neither user, nor port, nor number for a host.
 */
const PLAIN_ADDRESS = /^https:\/\/((?:[a-z\d](?:[a-z\d-]*[a-z\d])?\.)+[a-z]{2,})(?:[/?#][^\s\\\p{C}]*)?$/iu;

const hostOf = (address: string): string | null => {
  const host = PLAIN_ADDRESS.exec(address)?.[1]?.toLowerCase() ?? null;
  return host?.split('.').some((label) => label.startsWith('xn--')) ? null : host;
};

/** The hosts of some addresses of the directory, without « www »; what is no plain address is left out. */
export const hostsOf = (addresses: readonly (string | null)[]): ReadonlySet<string> =>
  new Set(
    addresses.flatMap((address) => {
      const host = address && hostOf(address);
      return host ? [host.replace(/^www\./, '')] : [];
    }),
  );

/** Whether a reader may be led there: plain https, to a public site, to one of `hosts`, or under one of these. */
export const isAllowedLink = (url: string, hosts: ReadonlySet<string>): boolean => {
  const host = hostOf(url);
  if (host === null) return false;
  return [...PUBLIC_HOSTS, ...hosts].some((allowed) => host === allowed || host.endsWith(`.${allowed}`));
};
