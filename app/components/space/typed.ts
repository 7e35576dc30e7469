/** What was typed in a form, by field, in the order it was sent. */
export type Typed = Record<string, string[]>;
