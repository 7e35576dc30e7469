import { type Aged, agedAttributes, escaped, written } from './age';
import { type Folder, withLinksOf } from './links';
import { withoutLivingParts } from './parts';

/**
 * What a page of a copy says of its own age. `state`: as published; `notAsked`: when its address asks about something
 * else; `now`: what its title may not say.
 */
export type PageAge = Aged & { state: string; notAsked: string; now: string };

/** Turns a page once it is due, by the reader's clock; it holds no sentence of its own. */
const AGE_SCRIPT = '/age.js';

const SCRIPTS = /<script\b[^>]*>[\s\S]*?<\/script>/g;
const PRELOADS = /<link\b[^>]*rel="modulepreload"[^>]*>/g;
const COMMENTS = /<!--.*?-->/g;
const ADDRESSES = /(?:href|src)="(\/[^"]*)"/g;
const STYLE_ASSETS = /url\(["']?(\/assets\/[^"')]+)["']?\)/g;

/** A page of ours that needs nobody to answer it: no script but the one that watches its age, no link that leads nowhere. */
export const standingAlone = (html: string, age: PageAge, folder: Folder): string => {
  const attributes = { ...agedAttributes(age), 'data-not-asked': age.notAsked };
  const told = `<p id="etat" role="status"${written(attributes)}>${escaped(age.state)}</p>`;
  const still = withoutLivingParts(
    html.replace(SCRIPTS, '').replace(PRELOADS, '').replace(COMMENTS, ''),
  ).replace(/<title>[^<]*/, (title) => title.replace(age.now, ''));
  return withLinksOf(still, folder)
    .replace('</head>', `<script src="${AGE_SCRIPT}" defer=""></script></head>`)
    .replace(/<(?:header|main)\b/, (first) => told + first);
};

export const isAsset = (path: string): boolean =>
  /^\/(assets\/|favicon\.|age\.js$|embed\/style\.css$)/.test(path);

/** The addresses of the files that a page, or a style sheet, asks for. */
export const assetsOf = (text: string): string[] =>
  [ADDRESSES, STYLE_ASSETS]
    .flatMap((form) => [...text.matchAll(form)].flatMap(([, path]) => path ?? []))
    .filter(isAsset);
