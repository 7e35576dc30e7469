import { ascending } from './intervals';
import { hasPassed, passesAt, TIME_RULES } from './time-rules';
import {
  type DeclaredHealth,
  type Flow,
  HEALTHS,
  type Precision,
  type Profession,
  type Stage,
} from './vocabulary';

/** An organisation says that flows are in a health, from an instant, for a scope. The unit of declared fact. */
export type Statement = {
  id: string;
  incident: string | null;
  update: string | null;
  by: string;
  effectiveAt: Date;
  precision: Precision;
  recordedAt: Date;
  storedAt: Date;
  platform: string;
  flows: readonly Flow[];
  /** null: all. */
  professions: readonly Profession[] | null;
  /** null: all. */
  mutuelles: readonly string[] | null;
  health: DeclaredHealth;
  validUntil: Date | null;
  expectedBack: Date | null;
  nextUpdateDue: Date | null;
  stage: Stage | null;
  text: string | null;
  sourceUrl: string | null;
  /** Whether a return may confirm another speaker's: decided when it was accepted. */
  witness: boolean;
  /** A file brought it here: nobody of its organisation signed in to say it. Absent: somebody did. */
  imported?: boolean;
};

export type Confirmation = {
  statement: string;
  by: string;
  recordedAt: Date;
  storedAt: Date;
};
export type Retraction = {
  statement: string;
  by: string;
  recordedAt: Date;
  reason: string | null;
  storedAt: Date;
};

/** A statement speaks from the later of its two instants: « down since Monday », said on Wednesday, is Wednesday's. */
export const saidAt = (statement: Pick<Statement, 'effectiveAt' | 'recordedAt'>): Date =>
  statement.effectiveAt > statement.recordedAt ? statement.effectiveAt : statement.recordedAt;

/** Said so long ago, it bears on nothing any more (RULES.md 3). */
export const isForgotten = (statement: Statement, at: Date): boolean =>
  hasPassed(TIME_RULES.memory, saidAt(statement), at);

export const isBad = (statement: Statement): boolean => statement.health !== 'operational';

/** Until when a statement stands, excluded; after that it has lapsed. */
export const standsUntil = (statement: Statement): Date =>
  statement.validUntil ?? passesAt(TIME_RULES.standing, saidAt(statement));

export const stands = (statement: Statement, at: Date): boolean => at < standsUntil(statement);

/** Newest first; at the same instant the worse is newer, then the later effectiveAt, then the greater id. */
export const newestFirst = (a: Statement, b: Statement): number =>
  ascending(saidAt(b), saidAt(a)) ||
  HEALTHS.indexOf(b.health) - HEALTHS.indexOf(a.health) ||
  ascending(b.effectiveAt, a.effectiveAt) ||
  ascending(b.id, a.id);

/**
 * What a speaker holds, of its own statements newest first: the newest; but a lapsed bad one does not hide an
 * earlier bad one that still stands, unless an operational one lies between.
 */
export const opinionOf = (newest: readonly Statement[], at: Date): Statement | undefined => {
  const [first] = newest;
  if (!first || !isBad(first) || stands(first, at)) return first;
  const operational = newest.findIndex((statement) => !isBad(statement));
  const bads = operational === -1 ? newest : newest.slice(0, operational);
  return bads.find((statement) => stands(statement, at)) ?? first;
};

/** One opinion a speaker, newest first; of statements newest first. */
export const opinionsOf = (statements: readonly Statement[], at: Date): Statement[] => {
  const speakers = [...new Set(statements.map((statement) => statement.by))];
  return speakers
    .flatMap(
      (speaker) =>
        opinionOf(
          statements.filter((statement) => statement.by === speaker),
          at,
        ) ?? [],
    )
    .sort(newestFirst);
};
