export const IGNORED_PARAMETERS: readonly string[] = ['fbclid', 'gclid', '_', 't', 'v'];

/** Parameters that others add to an address, to count readers or to get round a cache, change nothing of the answer. */
export const isIgnoredParameter = (name: string): boolean =>
  IGNORED_PARAMETERS.includes(name) || name.startsWith('utm_');
