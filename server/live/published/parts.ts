/** What a component marks as of no use without us, and what a page does by a script. */
const OPENING = /<([a-z]+)\b[^>]*(?: data-needs-us\b| class="[^"]*\bneeds-script\b)[^>]*>/g;

/** A page without what needs somebody to answer. React escapes « > » in attributes: a tag ends at the first. */
export const withoutLivingParts = (html: string): string => {
  const kept: string[] = [];
  let from = 0;
  OPENING.lastIndex = 0;
  for (let found = OPENING.exec(html); found; found = OPENING.exec(html)) {
    kept.push(html.slice(from, found.index));
    from = endOf(html, found[1] ?? '', found.index);
    OPENING.lastIndex = from;
  }
  return kept.join('') + html.slice(from);
};

/** Where the element that begins here ends, those of its name inside it counted. */
const endOf = (html: string, tag: string, start: number): number => {
  const tags = new RegExp(`<(/?)${tag}\\b[^>]*>`, 'g');
  tags.lastIndex = start;
  let depth = 0;
  for (let found = tags.exec(html); found; found = tags.exec(html)) {
    depth += found[1] === '/' ? -1 : 1;
    if (depth === 0) return tags.lastIndex;
  }
  return html.length;
};
