import type { AdviceCode, Profession } from './vocabulary';

/** A text by a union or an authority to its professions, with structured advice. */
export type Notice = {
  id: string;
  by: string;
  publishedAt: Date;
  validUntil: Date | null;
  withdrawnAt: Date | null;
  storedAt: Date;
  /** null: all. */
  professions: readonly Profession[] | null;
  platforms: readonly string[];
  title: string;
  body: string;
  advice: AdviceCode | null;
  sourceUrl: string | null;
};
