import { escaped } from '#server/contract/aged';
import { FIRST_RAISED } from '../words/typography';

/** Markup as text, of what is drawn by the hundred: the server writes it, a browser replaces what changed of it. */
export type Markup = { readonly html: string };

type Part = string | number | Markup | null | readonly Markup[];

/** Tag of markup: what is text is shown, not obeyed. Null: nothing. */
export const markup = (parts: TemplateStringsArray, ...values: readonly Part[]): Markup => ({
  html: String.raw({ raw: parts }, ...values.map(htmlOf)),
});

const htmlOf = (value: Part): string => {
  if (value === null) return '';
  if (typeof value === 'string' || typeof value === 'number') return escaped(String(value));
  return 'html' in value ? value.html : value.map(({ html }) => html).join('');
};

/** « 1er » with its raised letters, wherever a date is written. */
export const dated = (text: string): Markup => ({
  html: escaped(text).replace(/\b1er\b/g, `1<sup>${FIRST_RAISED}</sup>`),
});
