import { useNavigate } from '@remix-run/react';
import { useCallback, useEffect, useSyncExternalStore } from 'react';
import { wholeStyleThere } from '../ui/style-sheet';
import { copyShown, onWaking } from './connection';
import { keeping } from './kept-here';

/**
 * A click without a network leaves the page that it was made on: the router would put an error in its place, or load it
 * anew to get the code of the next page, and lose it.
 */

/** The page asked for while it was known that there is no network; null: none. */
let held: string | null = null;

/** Opens a page; one that is asked for without a network is opened when it is back. */
export const useOpen = (): ((href: string) => void) => {
  const navigate = useNavigate();
  return useCallback(
    (href) => {
      if (navigator.onLine) navigate(href);
      else hold(href);
    },
    [navigate],
  );
};

const hold = (href: string | null): void => {
  held = href;
  for (const listener of listeners) listener();
};

/** Holds what is clicked while `isAway`, and opens it afterwards. Filters and folds of the page itself need no network. */
export const useHeldClicks = (isAway: boolean): void => {
  const navigate = useNavigate();
  useEffect(() => {
    if (!isAway) {
      const href = held;
      hold(null);
      if (href !== null) navigate(href);
      return;
    }
    const onClick = (event: MouseEvent) => {
      const link =
        event.target instanceof Element ? event.target.closest<HTMLAnchorElement>('a[href]') : null;
      const isElsewhere =
        event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey;
      if (!link || isElsewhere || link.origin !== location.origin || link.pathname === location.pathname)
        return;
      event.preventDefault();
      event.stopPropagation();
      hold(link.pathname + link.search + link.hash);
      if (copyShown())
        void keeping().then(
          (it) => it.openIfKept(link),
          () => undefined,
        );
    };
    // At the window, before the listeners of the router.
    window.addEventListener('click', onClick, { capture: true });
    return () => window.removeEventListener('click', onClick, { capture: true });
  }, [isAway, navigate]);
};

/** Once the page itself is there and read, milliseconds. */
const AT_REST_MS = 4_000;

/**
 * Fetches the code of the pages that are opened next, while there is a network: the router loads the page anew for code
 * that it cannot get, and loses it where there is none. `routes`: as the router names them.
 */
export const useCodeAtHand = (routes: readonly string[]): void => {
  const asked = routes.join(' ');
  useEffect(() => {
    const timer = setTimeout(() => {
      const known = (window as { __remixManifest?: Manifest }).__remixManifest?.routes ?? {};
      const files = asked.split(' ').flatMap((route) => {
        const { module, imports = [] } = known[route] ?? {};
        return module === undefined ? [] : [module, ...imports];
      });
      const links = document.querySelectorAll('link[rel=modulepreload]');
      const there = new Set([...links].map((link) => link.getAttribute('href')));
      for (const file of new Set(files)) {
        if (there.has(file)) continue;
        document.head.append(
          Object.assign(document.createElement('link'), { rel: 'modulepreload', href: file }),
        );
      }
    }, AT_REST_MS);
    return () => clearTimeout(timer);
  }, [asked]);
};

/** What the router leaves in the page of the code of each route. */
type Manifest = { routes: Record<string, { module: string; imports?: string[] }> };

/** A page asked for while there is no network is asked for again this often. */
const RETRY_MS = 5_000;

/** How many pages are waited for. */
let waiting = 0;
const listeners = new Set<() => void>();
const count = (change: number): void => {
  waiting += change;
  for (const listener of listeners) listener();
};
const subscribe = (listener: () => void) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};

/** Whether a page was asked for that the network does not bring. */
export const useIsWaiting = (): boolean =>
  useSyncExternalStore(
    subscribe,
    () => waiting > 0 || held !== null,
    () => false,
  );

/**
 * A `fetch` that waits for the network to read a page, where nobody knew yet that there is none. The router has no other
 * place for that. Another click gives the first one up.
 */
export const patient =
  (ask: typeof fetch): typeof fetch =>
  async (input, init) => {
    const isPage = (init?.method ?? 'GET') === 'GET' && isPageData(input);
    try {
      const [response] = await Promise.all([ask(input, init), isPage && wholeStyleThere()]);
      return response;
    } catch (error) {
      if (!isPage || !(error instanceof TypeError)) throw error;
      return await untilAnswered(() => ask(input, init), init?.signal ?? null);
    }
  };

/** The address of the loader data of a page, under Remix's single fetch. */
const isPageData = (input: RequestInfo | URL): boolean =>
  new URL(input instanceof Request ? input.url : input, location.href).pathname.endsWith('.data');

const untilAnswered = async (ask: () => Promise<Response>, signal: AbortSignal | null): Promise<Response> => {
  count(1);
  try {
    for (;;) {
      await nextTry(signal);
      signal?.throwIfAborted();
      try {
        return await ask();
      } catch (error) {
        if (!(error instanceof TypeError)) throw error;
      }
    }
  } finally {
    count(-1);
  }
};

/** Until the network may be back, somebody comes back to the page, or nobody waits any more. */
const nextTry = (signal: AbortSignal | null): Promise<void> =>
  new Promise((resolve) => {
    const done = () => {
      clearTimeout(timer);
      stopWaking();
      signal?.removeEventListener('abort', done);
      resolve();
    };
    const timer = setTimeout(done, RETRY_MS);
    const stopWaking = onWaking(done);
    signal?.addEventListener('abort', done);
  });
