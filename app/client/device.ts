import { useSyncExternalStore } from 'react';
import { useHydrated } from '../ui/hydrated';

/**
 * What a person keeps on this device, as JSON in the browser's storage: every part of a page and every tab sees it
 * change. `read`: what it holds, whatever was found there. What storage refuses, full or forbidden, lasts as long as
 * the page.
 */
export const keptOnDevice = <Kept>(key: string, none: Kept, read: (found: unknown) => Kept) => {
  const listeners = new Set<() => void>();
  /** By its text: what is compared must not change when nothing changed. */
  let last: { text: string | null; kept: Kept } = { text: null, kept: none };
  /** The text that storage did not take. */
  let refused: string | null = null;

  const now = (): Kept => {
    const text = refused ?? storedUnder(key);
    if (text !== last.text) last = { text, kept: text === null ? none : read(parsed(text)) };
    return last.kept;
  };
  const keep = (next: unknown): void => {
    const text = JSON.stringify(next);
    try {
      localStorage.setItem(key, text);
      refused = null;
    } catch {
      refused = text;
    }
    for (const listener of listeners) listener();
  };
  const subscribe = (listener: () => void) => {
    listeners.add(listener);
    window.addEventListener('storage', listener);
    return () => {
      listeners.delete(listener);
      window.removeEventListener('storage', listener);
    };
  };
  /** Null while rendering on the server and until hydrated: the browser has not said. */
  const useKept = (): Kept | null => {
    const isRunning = useHydrated();
    // A store that differs while a page is hydrated is drawn in one task with it.
    return useSyncExternalStore<Kept | null>(subscribe, isRunning ? now : untold, untold);
  };
  return { now, keep, useKept };
};

const untold = () => null;

const storedUnder = (key: string): string | null => {
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
};

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
};
