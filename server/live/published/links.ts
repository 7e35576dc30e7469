/** `origin`: ours, as pages name it; `holds`: whether a file of the folder answers to this path. */
export type Folder = { origin: string; holds: (path: string) => boolean };

const ANCHOR = /<a\b[^>]*>/g;
const LINK = /<link\b[^>]*>/g;
const HREF = /\shref="([^"]*)"/;

/** Links that lead somewhere in the folder, or out of it; what was a link to us is text (an `a` without address). */
export const withLinksOf = (html: string, folder: Folder): string => {
  const aimed = (tag: string, otherwise: string): string => {
    const [written, href] = HREF.exec(tag) ?? [];
    if (written === undefined || href === undefined) return tag;
    const aim = aimOf(href.replaceAll('&amp;', '&'), html, folder);
    return aim === null ? otherwise : tag.replace(written, ` href="${aim.replaceAll('&', '&amp;')}"`);
  };
  return html
    .replace(LINK, (tag) => aimed(tag, ''))
    .replace(ANCHOR, (tag) =>
      aimed(tag, tag.replace(HREF, '').replace(/ (?:target|rel|aria-current)="[^"]*"/g, '')),
    );
};

/** Where it leads here; null: nowhere. A filter of a board leads to what it would have left. */
const aimOf = (href: string, html: string, { origin, holds }: Folder): string | null => {
  if (href.startsWith('#')) return href;
  const url = new URL(href, origin);
  if (url.origin !== origin) return href;
  const group = url.searchParams.get('verdict');
  if (group !== null) return html.includes(`id="g-${group}"`) ? `#g-${group}` : null;
  const isPlain = url.search === '' || url.search === '?choisir=1';
  return isPlain && holds(url.pathname) ? url.pathname + url.hash : null;
};
