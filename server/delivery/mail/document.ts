import { randomUUID } from 'node:crypto';

/** What a mail says, before it is written as text and as HTML. Texts are plain: whoever draws them escapes them. */
export type MailBlock =
  | { kind: 'heading'; text: string }
  | { kind: 'text'; text: string }
  | { kind: 'list'; label: string; items: readonly string[] }
  | { kind: 'link'; label: string; url: string };

export type MailDocument = {
  title: string;
  blocks: readonly MailBlock[];
  /** Under a line: why it came, and how it ends. */
  foot: readonly MailBlock[];
};

/**
 * Stands for the address of its reader's own page, which each mail brings itself (`Mail.ownPage`): a document that many
 * are sent is written once. Nobody who types a text can guess it.
 */
export const OWN_PAGE = `https://${randomUUID()}.invalid/`;

/** What is neither seen nor a letter: it would end a header, or turn the direction of what follows (UAX 9). */
const UNSEEN = /[\p{Cc}\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]+/gu;

/** On one line, whatever was typed. */
export const oneLine = (text: string): string => text.replace(UNSEEN, ' ').replace(/ {2,}/g, ' ').trim();

/** Line by line. */
export const linesOf = (text: string): string[] => text.split(/\r\n|[\n\r\u2028\u2029]/).map(oneLine);

/** An address of the web as it may be written in a mail; null: another kind of address, or none. */
export const webAddress = (url: string): string | null => {
  if (!URL.canParse(url)) return null;
  const { protocol, href } = new URL(url);
  return protocol === 'https:' || protocol === 'http:' ? href : null;
};
