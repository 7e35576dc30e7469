export const IGNORED_PARAMETERS: readonly string[] = ['fbclid', 'gclid', '_', 't', 'v'];

/** What others add to an address, to count readers or to get round a cache: it changes nothing of what is asked. */
export const isIgnoredParameter = (name: string): boolean =>
  IGNORED_PARAMETERS.includes(name) || name.startsWith('utm_');
