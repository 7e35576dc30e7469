/** What a page says of its own age: `state` as published, `stale` once `validUntil` is past. */
type Age = { state: string; stale: string; validUntil: Date };

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
const ASSETS = /(?:href|src)="(\/(?:assets\/|favicon\.)[^"]+)"/g;
const STYLE_ASSETS = /url\(["']?(\/assets\/[^"')]+)["']?\)/g;

/** A page of ours that needs nobody to answer it: no script but the one that watches its age. */
export const standingAlone = (html: string, age: Age): string => {
  const told = `<p id="etat" role="status" data-until="${age.validUntil.toISOString()}" data-stale="${escaped(age.stale)}">${escaped(age.state)}</p>`;
  return html
    .replace(SCRIPTS, '')
    .replace(PRELOADS, '')
    .replace('</head>', `<script src="${STALE_PATH}" defer=""></script></head>`)
    .replace(/<main\b[^>]*>/, (main) => `${main}${told}`);
};

/** The addresses of the files that a page, or a style sheet, asks for. */
export const assetsOf = (text: string): string[] =>
  [ASSETS, STYLE_ASSETS].flatMap((form) => [...text.matchAll(form)].flatMap(([, path]) => path ?? []));

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;');
