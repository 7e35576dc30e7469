/** The columns of a list of conventions, as its header names them, in the order of the model file. */
export const CONVENTION_COLUMNS = [
  'mutuelle',
  'platform',
  'professions',
  'code',
  'csr',
  'from',
  'to',
  'source_url',
  'source_kind',
  'source_as_of',
  'source_confidence',
] as const;
export type ConventionColumn = (typeof CONVENTION_COLUMNS)[number];
