import { hc } from 'hono/client';
import type { Api } from './http/api';

export type Client = ReturnType<typeof hc<Api>>;

/** Typed client of our own HTTP; `fetch` is the api itself during server rendering. */
export const createClient = (origin: string, fetch?: typeof globalThis.fetch): Client =>
  encoding(hc<Api>(origin, fetch ? { fetch } : {}));

type Asked = { param?: Record<string, string> } | undefined;

/**
 * The same client, with each piece of a path encoded: hono puts them into the address as they are, where what a reader
 * typed (`..%2Faudit`, `x?at=`) would ask another question.
 */
const encoding = <C extends object>(client: C): C =>
  new Proxy(client, {
    get: (target, key) => {
      const found: unknown = Reflect.get(target, key);
      return typeof found === 'function' ? encoding(found) : found;
    },
    apply: (target, self, [asked, ...rest]: [Asked, ...unknown[]]) =>
      Reflect.apply(target as () => unknown, self, [encoded(asked), ...rest]),
  });

const encoded = (asked: Asked): Asked => {
  if (!asked?.param) return asked;
  const pieces = Object.entries(asked.param).map(([name, piece]) => [name, encodeURIComponent(piece)]);
  return { ...asked, param: Object.fromEntries(pieces) };
};
