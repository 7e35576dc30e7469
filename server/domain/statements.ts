import type { DeclaredHealth, Flow, Precision, Profession, Stage } from './vocabulary';

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
};

export type Confirmation = { statement: string; by: string; recordedAt: Date; storedAt: Date };
export type Retraction = {
  statement: string;
  by: string;
  recordedAt: Date;
  reason: string | null;
  storedAt: Date;
};
