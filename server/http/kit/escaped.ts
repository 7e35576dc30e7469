const ENTITIES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** A text inside XML or HTML: whatever looks like a tag is shown, not obeyed. */
export const escaped = (text: string): string =>
  inXml(text).replace(/[&<>"]/g, (sign) => ENTITIES[sign] ?? sign);

/** A text that somebody else escapes: less what XML has no way to write, with which nothing of a document is read. */
export const inXml = (text: string): string => text.replace(CONTROLS, '');
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const CONTROLS = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g;
