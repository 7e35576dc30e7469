import type { BoardNews } from '../board/board-news';
import type { Heard } from '../client/ask';
import { boardKept } from './board-kept';
import { type Copy, type Keep, PAGES } from './copy';
import { registerWorker } from './registration';

/** What this document runs on so far, and would load next. */
const filesOfDocument = (): string[] => {
  const asked = performance.getEntriesByType('resource').map(({ name }) => name);
  const links = [...document.querySelectorAll<HTMLLinkElement>('link[href]')].map(({ href }) => href);
  const whole = document.querySelector<HTMLElement>('style[data-whole]')?.dataset.whole ?? [];
  return [...new Set([...asked, ...links].concat(whole))].flatMap((address) => {
    const { origin, pathname } = new URL(address, location.href);
    return origin === location.origin && /^\/(assets\/|favicon)/.test(pathname) ? [pathname] : [];
  });
};

/** A page that stays open is kept again this often: what is kept is signed for a quarter of an hour. Milliseconds. */
const RENEWED_MS = 9 * 60_000;

let renewal: ReturnType<typeof setTimeout> | undefined;

const MANIFEST = '/manifest.webmanifest';

/** A browser may offer to install what it keeps: nothing of a first visit. */
const offerInstalling = (): void => {
  if (document.querySelector('link[rel=manifest]')) return;
  document.head.append(Object.assign(document.createElement('link'), { rel: 'manifest', href: MANIFEST }));
};

/** Has a page kept on this device, with what it runs on, and again while it stays open. */
export const keep = async (path: string): Promise<void> => {
  clearTimeout(renewal);
  renewal = setTimeout(
    () => {
      if (location.pathname === path) void keep(path);
    },
    RENEWED_MS * (1 - Math.random() / 5),
  );
  if (document.hidden || !navigator.onLine || !(await registerWorker())) return;
  offerInstalling();
  const { active } = await navigator.serviceWorker.ready;
  active?.postMessage({ keep: path, files: filesOfDocument() } satisfies Keep);
};

/** What is followed, as the last signed state has it, if that is of later than what is held; null: it is not, or has it not. */
export const keptSince = async <T>(held: T): Promise<{ heard: Heard<T>; copy: Copy } | null> => {
  if (!isBoard(held)) return null;
  const found = await boardKept(held);
  return found && { ...found, heard: { ...found.heard, body: { ...held, ...found.heard.body } } };
};

const isBoard = (held: unknown): held is BoardNews =>
  typeof held === 'object' && held !== null && 'board' in held && 'blindSince' in held;

/** From a copy one may go to another, where there is no network to bring the page: the one that is left stays kept. */
export const openIfKept = async ({ pathname, search }: HTMLAnchorElement): Promise<void> => {
  if (search === '' && (await caches.match(pathname, { cacheName: PAGES }))) location.assign(pathname);
};
