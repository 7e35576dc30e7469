import { dayNumber } from '#server/contract/calendar';
import { datingOf } from '../../words/instants';
import { offlineWords as words } from '../../words/offline';
import { styleSheet } from './kept-files';
import { copyOf, keptPages } from './kept-pages';
import { standing } from './signed-state';

/** Asked again after this long, s: those who lost the network together come back apart. */
const AGAIN_S = 20;
const SPREAD_S = 15;

const escaped = (text: string): string => text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);

/** In place of a page that the network does not bring and that is not kept: why, and where one may go. It runs no script. */
export const offlinePage = async ({ pathname, href }: URL): Promise<Response> => {
  const [pages, known] = await Promise.all([keptPages(), standing()]);
  const now = Date.now();
  const today = dayNumber(new Date(now));
  const items = pages.map(({ path, page }) => {
    const { knownAt } = copyOf(page, known, { path, now });
    const when = words.copy(datingOf(new Date(knownAt), today));
    // Titles are markup already.
    return `<li><a href="${escaped(path)}">${page.name}</a>, ${escaped(when)}</li>`;
  });
  const sheet = styleSheet();
  const html = `<!DOCTYPE html><html lang="fr"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><meta name="color-scheme" content="light dark"><meta http-equiv="refresh" content="${Math.round(AGAIN_S + Math.random() * SPREAD_S)}"><title>${words.title}</title>${sheet ? `<link rel="stylesheet" href="${sheet}">` : ''}</head><body><main class="page" id="contenu"><div class="title"><h1>${words.head}</h1></div><p>${escaped(words.notKept(decoded(pathname)))}</p><p>${words.meanwhile}</p><p><a href="${escaped(href)}">${words.again}</a></p><section class="part" aria-labelledby="gardees"><h2 id="gardees">${words.keptHere}</h2>${items.length > 0 ? `<ul>${items.join('')}</ul>` : `<p>${words.none}</p>`}</section></main></body></html>`;
  return new Response(html, {
    status: 503,
    headers: {
      'Content-Type': 'text/html; charset=utf-8',
      'Content-Security-Policy': "default-src 'none'; style-src 'self'; base-uri 'none'; form-action 'none'",
      'Cache-Control': 'no-store',
    },
  });
};

const decoded = (path: string): string => {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
};
