import { useSyncExternalStore } from 'react';
import { STARS_KEY } from './mine';

const listeners = new Set<() => void>();
const NONE: readonly string[] = [];
/** Kept as text: what is compared must not change when nothing changed. */
let read: { text: string | null; stars: readonly string[] } = { text: null, stars: NONE };

const isList = (value: unknown): value is string[] =>
  Array.isArray(value) && value.every((each) => typeof each === 'string');

const starsNow = (): readonly string[] => {
  const text = storedText();
  if (text !== read.text) read = { text, stars: parse(text) };
  return read.stars;
};

const storedText = (): string | null => {
  try {
    return localStorage.getItem(STARS_KEY);
  } catch {
    return null;
  }
};

const parse = (text: string | null): readonly string[] => {
  try {
    const value: unknown = JSON.parse(text ?? '[]');
    return isList(value) ? value : NONE;
  } catch {
    return NONE;
  }
};

const toggle = (mutuelle: string) => {
  const stars = starsNow();
  const next = stars.includes(mutuelle) ? stars.filter((each) => each !== mutuelle) : [...stars, mutuelle];
  try {
    localStorage.setItem(STARS_KEY, JSON.stringify(next));
  } catch {
    return;
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

/** The mutuelles starred in this browser; null while rendering on the server and until hydrated. */
export const useStars = () => {
  const stars = useSyncExternalStore<readonly string[] | null>(subscribe, starsNow, () => null);
  return { stars, toggle };
};
