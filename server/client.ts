import { hc } from 'hono/client';
import type { Api } from './http/api';

/** Typed client of our own HTTP; `fetch` is the api itself during server rendering. */
export const createClient = (origin: string, fetch?: typeof globalThis.fetch) =>
  hc<Api>(origin, fetch ? { fetch } : {});
export type Client = ReturnType<typeof createClient>;
