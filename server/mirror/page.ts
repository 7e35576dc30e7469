import { type Aged, agedAttributes, escaped, written } from '#server/contract/aged';

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

/** Parts that a component marks as useless without the service, and scripts. */
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

/**
 * What a page of a copy says of its own age. `state`: as published; `notAsked`: when its address asks about something
 * else; `now`: what its title may not say.
 */
export type PageAge = Aged & { state: string; notAsked: string; now: string };

/** Turns a page once it is due, by the reader's clock; it holds no sentence of its own. */
const AGE_SCRIPT = '/age.js';

const SCRIPTS = /<script\b[^>]*>[\s\S]*?<\/script>/g;
/** What a page says to whoever pastes its address, of its own instant: a copy has no card, and is not to be pasted. */
const SHARED = /<meta (?:property="og:|name="(?:twitter:|description"))[^>]*>/g;
const PRELOADS = /<link\b[^>]*rel="modulepreload"[^>]*>/g;
/** No server in front of a copy knows the nonce under which it was allowed: the sheet that holds all of it is. */
const INLINE_STYLE = /<style\b[^>]*\bdata-whole="([^"]+)"[^>]*>[\s\S]*?<\/style>/g;
const COMMENTS = /<!--.*?-->/g;
const ADDRESSES = /(?:href|src)="(\/[^"]*)"/g;
const STYLE_ASSETS = /url\(["']?(\/assets\/[^"')]+)["']?\)/g;

/** A page of ours that needs nobody to answer it: no script but the one that watches its age, no link that leads nowhere. */
export const standingAlone = (html: string, age: PageAge, folder: Folder): string => {
  const still = withoutLivingParts(
    html
      .replace(SCRIPTS, '')
      .replace(PRELOADS, '')
      .replace(SHARED, '')
      .replace(COMMENTS, '')
      .replace(INLINE_STYLE, '<link rel="stylesheet" href="$1"/>'),
  ).replace(/<title>[^<]*/, (title) => title.replace(age.now, ''));
  return withLinksOf(still, folder)
    .replace('</head>', `<script src="${AGE_SCRIPT}" defer=""></script></head>`)
    .replace(/<(?:header|main)\b/, (first) => noteOf(age) + first);
};

const noteOf = (age: PageAge): string => {
  const attributes = { ...agedAttributes(age), 'data-not-asked': age.notAsked };
  return `<p id="etat" role="status"${written(attributes)}>${escaped(age.state)}</p>`;
};
const NOTE = /<p id="etat"[^>]*>[^<]*<\/p>/;
const MOMENT = /<time dateTime="([^"]+)">([^<]*)<\/time>/g;

/** The instants that a page says within a span, as it wrote them: its own, when it was made then. */
export const momentsWithin = (html: string, from: Date, to: Date): string[] =>
  [...html.matchAll(MOMENT)].flatMap(([, iso = '']) =>
    from <= new Date(iso) && new Date(iso) <= to ? [iso] : [],
  );

/**
 * The same page as of a later instant, when nothing else changed. `said`: the instant it says, once, as it wrote it.
 * Null: it does not say it so.
 */
export const renewed = (
  html: string,
  said: string,
  age: PageAge,
  inWords: (instant: Date) => string,
): string | null => {
  const before = `<time dateTime="${said}">${inWords(new Date(said))}</time>`;
  const after = `<time dateTime="${age.generatedAt.toISOString()}">${inWords(age.generatedAt)}</time>`;
  return NOTE.test(html) && html.split(before).length === 2
    ? html.replace(before, () => after).replace(NOTE, () => noteOf(age))
    : null;
};

export const isAsset = (path: string): boolean =>
  /^\/(assets\/|favicon\.|age\.js$|embed\/style\.css$)/.test(path);

/** The addresses of the files that a page, or a style sheet, asks for. */
export const assetsOf = (text: string): string[] =>
  [ADDRESSES, STYLE_ASSETS]
    .flatMap((form) => [...text.matchAll(form)].flatMap(([, path]) => path ?? []))
    .filter(isAsset);
