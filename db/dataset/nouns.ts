import type { Dataset } from '#server/contract/dataset';
import type { Tables } from '../tables';

/** The lists of a dataset file. */
export type List = Exclude<keyof Dataset, 'format' | 'title'>;
export type Item = { readonly [field: string]: unknown };

/**
 * How a list of the file lies in its table. `key`: what makes two items the same thing.
 * `changes`: 'versioned' if new content is a new version, else the columns that may be set once, from null.
 */
export type Noun = {
  list: List;
  table: keyof Tables;
  columns: readonly string[];
  key: readonly [string, ...string[]];
  changes: 'versioned' | readonly string[];
  /** In French, with its article. */
  name: string;
  /** What to do rather than rewrite it. */
  cure: string;
};

const CONVENTION_KEY = ['mutuelle', 'platform', 'code', 'csr', 'from'] as const;
const SOURCE = ['sourceUrl', 'sourceKind', 'sourceAsOf', 'sourceConfidence'];
const CONFIRMATION = ['statement', 'by', 'recordedAt'] as const;
const CLOSING = ['incident', 'by', 'effectiveAt', 'recordedAt', 'note'] as const;
const SCOPE = ['platform', 'flows', 'professions'] as const;

export const STATEMENT_COLUMNS = [
  'id',
  'incident',
  'update',
  'by',
  'effectiveAt',
  'precision',
  'recordedAt',
  ...SCOPE,
  'mutuelles',
  'health',
  'validUntil',
  'expectedBack',
  'nextUpdateDue',
  'stage',
  'text',
  'sourceUrl',
  'witness',
] as const;

export const MAINTENANCE_COLUMNS = [
  'id',
  'by',
  ...SCOPE,
  'from',
  'to',
  'recordedAt',
  'text',
  'cancelledAt',
] as const;

export const NOTICE_COLUMNS = [
  'id',
  'by',
  'publishedAt',
  'validUntil',
  'withdrawnAt',
  'withdrawalReason',
  'professions',
  'platforms',
  'mutuelles',
  'title',
  'body',
  'advice',
  'sourceUrl',
  'corrects',
] as const;

const noun = (
  list: List,
  table: keyof Tables,
  columns: readonly string[],
  rest: Partial<Noun> & { name: string },
): Noun => ({
  list,
  table,
  columns,
  key: ['id'],
  changes: 'versioned',
  cure: 'Gardez-en une seule version dans le fichier.',
  ...rest,
});

const LINKS = ['owner', 'website', 'professionalPortal'];
const OTHER_ID = 'donnez un autre id à la nouvelle';

/** In the order they are written: what is named comes before what names it. */
export const NOUNS: readonly Noun[] = [
  noun(
    'platforms',
    'platform',
    [
      'id',
      'name',
      'kind',
      ...LINKS,
      'conventionCodes',
      'professions',
      'flows',
      'contacts',
      'sources',
      'amcNumbers',
      'hosts',
    ],
    { name: 'la plateforme' },
  ),
  noun('mutuelles', 'mutuelle', ['id', 'name', 'aliases', 'amcNumbers', 'sources'], { name: 'la mutuelle' }),
  noun('organisations', 'organisation', ['id', 'name', 'kind', 'professions', 'platforms', 'mutuelles'], {
    name: 'l’organisation',
  }),
  noun('conventions', 'convention', [...CONVENTION_KEY, 'professions', 'to', ...SOURCE], {
    key: CONVENTION_KEY,
    name: 'la convention',
  }),
  noun('incidents', 'incident', ['id', 'title', 'cause', 'platforms'], { name: 'l’incident' }),
  noun(
    'updates',
    'incidentUpdate',
    ['id', 'incident', 'by', 'effectiveAt', 'recordedAt', 'stage', 'text', 'nextUpdateDue'],
    { changes: [], name: 'le point', cure: `Un point publié ne change pas : ${OTHER_ID}.` },
  ),
  noun('statements', 'statement', STATEMENT_COLUMNS, {
    changes: ['validUntil'],
    name: 'la déclaration',
    cure: `Une déclaration ne change pas : rétractez-la (retractions) et ${OTHER_ID}.`,
  }),
  noun('confirmations', 'confirmation', CONFIRMATION, {
    key: CONFIRMATION,
    changes: [],
    name: 'la confirmation',
  }),
  noun('retractions', 'retraction', [...CONFIRMATION, 'reason'], {
    key: [...CONFIRMATION, 'reason'],
    changes: [],
    name: 'la rétractation',
  }),
  noun('closings', 'closing', CLOSING, { key: CLOSING, changes: [], name: 'la clôture' }),
  noun('maintenances', 'maintenance', MAINTENANCE_COLUMNS, {
    changes: ['cancelledAt'],
    name: 'la maintenance',
    cure: `Une maintenance annoncée ne change pas : annulez-la (cancelledAt) et ${OTHER_ID}.`,
  }),
  noun('notices', 'notice', NOTICE_COLUMNS, {
    changes: ['validUntil', 'withdrawnAt', 'withdrawalReason'],
    name: 'l’avis',
    cure: `Un avis publié ne change pas : retirez-le (withdrawnAt) et ${OTHER_ID}.`,
  }),
  noun(
    'payments',
    'paymentDay',
    [
      'id',
      'by',
      'recordedAt',
      'platform',
      'professions',
      'mutuelles',
      'day',
      'state',
      'expectedOn',
      'text',
      'sourceUrl',
    ],
    { changes: [], name: 'le jour de paiement', cure: `Un jour de paiement ne change pas : ${OTHER_ID}.` },
  ),
];

/** The one list whose order says something: which link is shown first. */
const ORDERED = 'dependsOn';

const plain = (value: unknown, field: string): unknown => {
  if (value instanceof Date) return value.toISOString();
  if (Array.isArray(value)) {
    const each = value.map((one) => JSON.stringify(plain(one, '')));
    return field === ORDERED ? each : [...new Set(each)].sort();
  }
  if (value === null || typeof value !== 'object') return value ?? null;
  const names = Object.keys(value).sort();
  return names.map((name) => [name, plain((value as Item)[name], name)]).filter(([, held]) => held !== null);
};

/** Content as a text that is the same for the same content: instants by their instant, lists as sets. */
export const contentOf = (value: unknown, field = ''): string => JSON.stringify(plain(value, field));

/** The key that makes two items of a noun the same thing. */
export const keyOf = ({ key }: Noun, item: Item): string =>
  key.length === 1 ? String(item[key[0]]) : JSON.stringify(key.map((field) => item[field] ?? null));

/** The fields in which two items of one key differ. */
export const differences = (was: Item, now: Item): string[] =>
  Object.keys(now).filter((field) => contentOf(was[field], field) !== contentOf(now[field], field));
