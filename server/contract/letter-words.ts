import type { Flow, SecurityEventKind } from '#server/domain/facts/vocabulary';

/** What those who write are told by mail, as paragraphs and what their link is called. */
export type LetterWords = { subject: string; paragraphs: readonly string[]; link: string };

export type LettersWords = {
  invitation: (
    given: { organisation: string; invitedBy: string | null; expiresAt: Date },
    at: Date,
  ) => LetterWords;
  /** `platform`, `by`: names. */
  return: (
    given: { platform: string; by: string; flows: readonly Flow[]; saidAt: Date },
    at: Date,
  ) => LetterWords;
  pointDue: (given: { title: string; due: Date }, at: Date) => LetterWords;
  pointLate: (given: { title: string; due: Date }, at: Date) => LetterWords;
  /** `of`: whose account, when it is not the reader's. */
  security: (
    given: { event: SecurityEventKind; at: Date; of: string | null; by: string | null; times: number },
    at: Date,
  ) => LetterWords;
  /** Why this mail came: an account here, or somebody who invited. */
  whyYou: Record<'writer' | 'invited', string>;
};

/** What an address is told of its own subscription. */
export type SubscriptionLetterWords = {
  /** It must say itself that it wants to be told. */
  confirm: LetterWords;
  /** It was there already. `adds`: what was asked for is ready to be added. */
  already: (given: { isSuspended: boolean; adds: boolean }) => LetterWords;
  whyYou: string;
};
