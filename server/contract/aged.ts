/**
 * What a page holds of its own age for `/age.js`. The words are what it will say once it is past `validUntil`, or once
 * the reader's clock cannot be right; `word`, `reason` and `title` rewrite what was said until then.
 */
export type Aged = {
  generatedAt: Date;
  validUntil: Date;
  stale: string;
  clocksApart: string;
  word: (was: string) => string;
  reason: (was: string) => string;
  title: (was: string) => string;
};

/** As attributes of the element that says the age; « {} » stands for what was said until then. */
export const agedAttributes = (aged: Aged): Record<string, string> => ({
  'data-made': aged.generatedAt.toISOString(),
  'data-until': aged.validUntil.toISOString(),
  'data-stale': aged.stale,
  'data-clocks-apart': aged.clocksApart,
  'data-word': aged.word('{}'),
  'data-reason': aged.reason('{}'),
  'data-title': aged.title('{}'),
});

/** ` name="value"` of each. */
export const written = (attributes: Record<string, string>): string =>
  Object.entries(attributes)
    .map(([name, value]) => ` ${name}="${escaped(value)}"`)
    .join('');

export const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;');
