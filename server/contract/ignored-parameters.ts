const IGNORED: ReadonlySet<string> = new Set(['fbclid', 'gclid', '_', 't', 'v']);

/** What others add to an address, to count readers or to get round a cache: it changes nothing of what is asked. */
export const isIgnoredParameter = (name: string): boolean => IGNORED.has(name) || name.startsWith('utm_');
