import type { FollowedKind } from '#server/domain/facts/vocabulary';

/** One thing told, in words ready to be drawn by any channel. Addresses are whole. */
export type Section = {
  kind: FollowedKind;
  /** « Viamedis, opticiens : NON depuis 15:00 ». */
  title: string;
  lines: readonly string[];
  /** Who says it, as a name; null: nobody, it is measured or time has passed. */
  saidBy: string | null;
  advice: readonly string[];
  nextUpdateDue: Date | null;
  url: string;
};

/** What one subscriber is told at once. */
export type Message = {
  /** The same at every attempt: `Message-ID`, `webhook-id`. */
  id: string;
  /** What it continues: one incident or one answer is one thread of mail, one line on a telephone. */
  topic: string;
  /** The title of the first section, and how many follow. */
  subject: string;
  /** The instant at which it was judged. */
  at: Date;
  sections: readonly Section[];
  url: string;
};
