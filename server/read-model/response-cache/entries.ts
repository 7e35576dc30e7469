import { LRUCache } from 'lru-cache';
import type { CachedResponse } from './cached-response';

/**
 * `isOfNow`: the database confirmed the answer when it was made; else it says itself that it is not of now. `madeAt`: by
 * `performance.now()`, in milliseconds. `kind`: of address, as requests are counted.
 */
export type Entry = {
  kind: string;
  version: number;
  isOfNow: boolean;
  madeAt: number;
  response: CachedResponse;
};

/** What strangers may fill with addresses of their own making, in bytes. */
const MAX_BYTES = 48 * 1024 * 1024;
/** Whole, and in the two compressed forms, which are made when they are first asked for. */
const SIZE_OF_FORMS = 1.5;
/** Without a public address the same boards may be asked for under a few names of this machine. */
const HOSTS = 4;

/** `boards`: addresses of what everyone reads in a crisis, which nothing else may push out. */
export const createEntries = (boards: ReadonlySet<string>) => {
  const pinned = new LRUCache<string, Entry>({ max: HOSTS * Math.max(1, boards.size) });
  const others = new LRUCache<string, Entry>({
    maxSize: MAX_BYTES,
    sizeCalculation: ({ response }) => Math.ceil(response.identity.length * SIZE_OF_FORMS) + 1024,
  });
  const storeOf = (path: string) => (boards.has(path) ? pinned : others);
  return {
    get: (host: string, path: string): Entry | undefined => storeOf(path).get(`${host} ${path}`),
    set: (host: string, path: string, entry: Entry): void => {
      storeOf(path).set(`${host} ${path}`, entry);
    },
    /** Bytes held for addresses of strangers' making. */
    bytes: (): number => others.calculatedSize,
  };
};
