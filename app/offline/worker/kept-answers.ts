import { isIgnoredParameter } from '#server/contract/ignored-parameters';
import { COPY_MARK } from '../copy';
import { copyOf, type KeptPage, keptPage } from './kept-pages';
import { offlinePage } from './offline-page';
import { noteStanding, standing } from './signed-state';

/** A page that is kept is shown when the network has brought none after this long, ms. */
const PATIENCE_MS = 800;

const after = (milliseconds: number): Promise<null> =>
  new Promise((resolve) => setTimeout(resolve, milliseconds, null));

/** The page from the network; the one kept where that does not bring it; else a page that says so. */
export const answered = async (request: Request, url: URL): Promise<Response> => {
  const asked = fetch(request);
  const reached = asked.catch(() => null);
  const isOfNow = [...url.searchParams.keys()].every(isIgnoredParameter);
  const kept = isOfNow ? await keptPage(url.pathname) : null;
  const answer = await (kept ? Promise.race([reached, after(PATIENCE_MS)]) : reached);
  if (answer && (answer.status < 500 || !kept)) return answer;
  return kept ? shown(kept, url.pathname) : offlinePage(url);
};

/** The page as it came, but for a mark that says that it is a copy and of when. Until it counts by itself it is in doubt. */
const shown = async ({ html, policy, ...page }: KeptPage, path: string): Promise<Response> => {
  const copy = copyOf(page, await standing(), { path, now: Date.now() });
  await noteStanding({});
  const mark = JSON.stringify(copy).replaceAll('"', '&quot;');
  const marked = html.replace('<html lang="fr"', `<html lang="fr" class="is-kept" ${COPY_MARK}="${mark}"`);
  return new Response(marked, {
    headers: {
      'Content-Type': 'text/html; charset=utf-8',
      'Content-Security-Policy': policy,
      'Cache-Control': 'no-store',
    },
  });
};
