/** What our pages read of their query, `_routes` included, by which Remix's own navigation asks for parts of a page. */
export const PAGE_PARAMETERS = [
  '_routes',
  'at',
  'choisir',
  'code',
  'concentrator',
  'csr',
  'cursor',
  'instant',
  'knownAt',
  'platform',
  'profession',
  'q',
  'touched',
  'verdict',
] as const;
