import type { Organisation } from '../facts/directory';
import { accept, type Result, refuse } from '../facts/result';
import type { OrganisationKind, Profession, Role } from '../facts/vocabulary';

/** Who may be heard, and who may write, on what. */

/**
 * Who may be heard on what (RULES.md 3, « standing »): an operator on its own platforms, a mutuelle on its own
 * mutuelles whatever the scope it claims, a union for its own professions, authority, press and desk on all.
 * `mutuelle` null: an answer for an operator, where what mutuelles say for themselves is not heard.
 */
export const hasStanding = (
  speaker: Organisation,
  platform: string,
  profession: Profession,
  mutuelle: string | null,
): boolean => {
  switch (speaker.kind) {
    case 'operator':
      return speaker.platforms.includes(platform);
    case 'mutuelle':
      return mutuelle !== null && speaker.mutuelles.includes(mutuelle);
    case 'union':
      return speaker.professions?.includes(profession) ?? false;
    case 'authority':
    case 'press':
    case 'desk':
      return true;
  }
};

export const ACTIONS = [
  'statement',
  'confirmation',
  'retraction',
  'incident',
  'update',
  'closing',
  'maintenance',
  'cancellation',
  'notice',
  'correction',
  'withdrawal',
  'payment',
  'proposal',
  'mutuelle',
  'convention',
  'convention-end',
  'decision',
  'import',
  'organisation',
  'invitation',
  'key',
  'connector',
  'alert',
  'restriction',
  'audit',
  'observation',
  'probe',
  'probe-approval',
  'probe-reading',
] as const;
export type Action = (typeof ACTIONS)[number];

/** How far a right reaches: only what bears one's mark, or everything. */
export type Reach =
  | 'own-platforms'
  | 'own-professions'
  | 'own-mutuelles'
  | 'own-words'
  | 'own-people'
  | 'all';

type Row = Partial<Record<OrganisationKind, Reach>>;
const SPEAKERS = { operator: 'own-platforms', union: 'own-professions', mutuelle: 'own-mutuelles' } as const;
const AUTHORS = { operator: 'own-words', union: 'own-words', mutuelle: 'own-words' } as const;
const DESK = { desk: 'all' } as const;

/** The table. A kind that is not in a row may not; press and authorities never sign in: the desk writes what they say. */
const TABLE: Record<Action, Row> = {
  statement: { ...SPEAKERS, ...DESK },
  confirmation: { ...SPEAKERS, ...DESK },
  retraction: { ...AUTHORS, ...DESK },
  incident: { ...SPEAKERS, ...DESK },
  update: { ...SPEAKERS, ...DESK },
  closing: { ...SPEAKERS, ...DESK },
  maintenance: { operator: 'own-platforms', ...DESK },
  cancellation: { operator: 'own-words', ...DESK },
  notice: { union: 'own-professions', ...DESK },
  correction: { union: 'own-words', ...DESK },
  withdrawal: { union: 'own-words', ...DESK },
  payment: { ...SPEAKERS, ...DESK },
  proposal: { mutuelle: 'own-mutuelles' },
  mutuelle: DESK,
  convention: DESK,
  'convention-end': DESK,
  decision: DESK,
  import: DESK,
  organisation: DESK,
  invitation: { operator: 'own-people', union: 'own-people', mutuelle: 'own-people', ...DESK },
  key: { operator: 'own-people', union: 'own-people', mutuelle: 'own-people', ...DESK },
  connector: { operator: 'own-platforms', ...DESK },
  alert: { ...AUTHORS, ...DESK },
  restriction: { operator: 'own-people', union: 'own-people', mutuelle: 'own-people', ...DESK },
  audit: { operator: 'own-people', union: 'own-people', mutuelle: 'own-people', ...DESK },
  observation: { operator: 'own-platforms', ...DESK },
  probe: DESK,
  'probe-approval': DESK,
  'probe-reading': { operator: 'own-platforms', ...DESK },
};

/** Actions of those who answer for others in their organisation. */
const MANAGED: readonly Action[] = ['invitation', 'key', 'connector'];

/** What a key may not do: one that is stolen must not make others, nor let anyone in, nor read who works here. */
export const BY_SESSION_ONLY: readonly Action[] = [
  // What can turn a board green, and what takes two. Taking back is asked apart: one's own return is no such thing.
  'confirmation',
  'closing',
  'decision',
  'probe-approval',
  // What a tool says becomes a word by a person alone.
  'alert',
  // Power over people, and reading of them.
  'invitation',
  'key',
  'connector',
  'organisation',
  'restriction',
  'audit',
  // Keeping the directory.
  'mutuelle',
  'convention',
  'convention-end',
  'import',
  // What measures.
  'probe',
  'probe-reading',
];

/** What an action touches; a list left out is not asked about, null is all of them. */
export type Touched = {
  /** Every platform must be one's own. */
  platforms?: readonly string[];
  professions?: readonly Profession[] | null;
  mutuelles?: readonly string[] | null;
  /** Whose words, or whose people, these are. */
  of?: string;
};

/** What a key narrows of its owner's rights. `platforms` null: all those of its owner. */
export type KeyScope = { actions: readonly Action[]; platforms: readonly string[] | null };

/** `by`: whose limit it is, the organisation's or that of the key it is asked with. */
export type ScopeRefusal = { by: 'organisation' | 'key'; has: Reach | null; lacks: string[] };

/** The row × column of the table, before any object: null when never. */
export const reachOf = ({ kind }: Pick<Organisation, 'kind'>, role: Role, action: Action): Reach | null => {
  if (MANAGED.includes(action) && role === 'author') return null;
  return TABLE[action][kind] ?? null;
};

/** A key that only measures does that; one that writes does what it names. */
export const keyMay = ({ actions }: KeyScope, action: Action): boolean => actions.includes(action);

/**
 * Whether a writer may do this to that, by session or by this key. A refusal says what scope it has and what of the
 * object is outside.
 */
export const mayWrite = (
  organisation: Organisation,
  role: Role,
  action: Action,
  touched: Touched,
  key: KeyScope | null = null,
): Result<Reach, ScopeRefusal> => {
  const has = reachOf(organisation, role, action);
  if (has === null) return refuse({ by: 'organisation', has, lacks: [action] });
  const lacks = lacking(organisation, has, touched);
  if (lacks.length > 0) return refuse({ by: 'organisation', has, lacks });
  const beyond = key === null ? [] : beyondKey(key, action, touched);
  return beyond.length === 0 ? accept(has) : refuse({ by: 'key', has, lacks: beyond });
};

/** To name no platform is to touch them all: a key of some platforms does not. */
const beyondKey = (key: KeyScope, action: Action, { platforms = [] }: Touched): string[] => {
  if (!keyMay(key, action)) return [action];
  if (key.platforms === null) return [];
  return outside(key.platforms, platforms.length > 0 ? platforms : null, 'platforms');
};

const outside = (
  own: readonly string[],
  touched: readonly string[] | null | undefined,
  all: string,
): string[] => (touched ? touched.filter((each) => !own.includes(each)) : [all]);

const lacking = (own: Organisation, reach: Reach, touched: Touched): string[] => {
  switch (reach) {
    case 'own-platforms':
      return outside(own.platforms, touched.platforms, 'platforms');
    case 'own-professions':
      return outside(own.professions ?? [], touched.professions, 'professions');
    case 'own-mutuelles':
      return outside(own.mutuelles, touched.mutuelles, 'mutuelles');
    case 'own-words':
    case 'own-people':
      return touched.of === own.id ? [] : [touched.of ?? 'of'];
    case 'all':
      return [];
  }
};
