import { type Folder, withLinksOf } from './links';
import { withoutLivingParts } from './parts';

/** What a page says of its own age: `state` as published, `stale` once `validUntil` is past. `now`: what it may not say. */
type Age = { state: string; stale: string; now: string; validUntil: Date };

/** Turns the sentence of a page once it is due, by the reader's clock; no sentence of its own. */
export const STALE_SCRIPT = `(() => {
  const said = document.getElementById('etat');
  if (!said) return;
  const turn = () => {
    if (Date.now() < Date.parse(said.dataset.until)) return;
    said.textContent = said.dataset.stale;
    said.className = 'stale';
  };
  turn();
  setInterval(turn, 10000);
})();
`;
export const STALE_PATH = '/perime.js';

const SCRIPTS = /<script\b[^>]*>[\s\S]*?<\/script>/g;
const PRELOADS = /<link\b[^>]*rel="modulepreload"[^>]*>/g;
const COMMENTS = /<!--.*?-->/g;
const ADDRESSES = /(?:href|src)="(\/[^"]*)"/g;
const STYLE_ASSETS = /url\(["']?(\/assets\/[^"')]+)["']?\)/g;

/** A page of ours that needs nobody to answer it: no script but the one that watches its age, no link that leads nowhere. */
export const standingAlone = (html: string, age: Age, folder: Folder): string => {
  const told = `<p id="etat" role="status" data-until="${age.validUntil.toISOString()}" data-stale="${escaped(age.stale)}">${escaped(age.state)}</p>`;
  const still = withoutLivingParts(
    html.replace(SCRIPTS, '').replace(PRELOADS, '').replace(COMMENTS, ''),
  ).replace(/<title>[^<]*/, (title) => title.replace(age.now, ''));
  return withLinksOf(still, folder)
    .replace('</head>', `<script src="${STALE_PATH}" defer=""></script></head>`)
    .replace(/<(?:header|main)\b/, (first) => told + first);
};

export const isAsset = (path: string): boolean => /^\/(assets\/|favicon\.|embed\/style\.css$)/.test(path);

/** The addresses of the files that a page, or a style sheet, asks for. */
export const assetsOf = (text: string): string[] =>
  [ADDRESSES, STYLE_ASSETS]
    .flatMap((form) => [...text.matchAll(form)].flatMap(([, path]) => path ?? []))
    .filter(isAsset);

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;');
