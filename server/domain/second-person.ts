import { DAY } from './intervals';

/** Someone with an account, as the rule of the second person sees it. */
export type Person = { account: string; organisation: string; createdAt: Date; invitedBy: string | null };

/** Who said it: its account and who invited it, unknown for what was imported, and the account's organisation. */
export type Author = { account: string | null; organisation: string; invitedBy: string | null };

/** Nobody here said it: it was read in a file, in that organisation's name. */
export const importedFrom = (organisation: string): Author => ({
  account: null,
  organisation,
  invitedBy: null,
});

export const SECOND_PERSON_AGE = 7 * DAY;

export type NotSecond = 'is-author' | 'too-recent' | 'invited-by-author';

/**
 * Why somebody is not a second person (interfaces.md §4); null: it is one. Another account, of another
 * organisation, or of the same one when that account is older than 7 days. Of two of whom one invited the other,
 * neither is the other's, wherever: a stolen account would otherwise make itself a witness, or an author.
 */
export const notSecondPerson = (person: Person, author: Author, now: Date): NotSecond | null => {
  if (author.account !== null && person.account === author.account) return 'is-author';
  if (author.account !== null && person.invitedBy === author.account) return 'invited-by-author';
  if (author.invitedBy === person.account) return 'invited-by-author';
  const isOld = +now - +person.createdAt > SECOND_PERSON_AGE;
  return person.organisation !== author.organisation || isOld ? null : 'too-recent';
};
