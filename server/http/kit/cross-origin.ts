import type { MiddlewareHandler } from 'hono';
import { cors } from 'hono/cors';
import { refusal } from './problems';
import { methodsAt, nothingAt, type Routed } from './router';

/** Browsers keep a preflight no longer than they please: this is the most any of them does. */
const A_DAY = 86_400;

/**
 * Open to the scripts of any site, without its cookies; `OPTIONS` says what the address answers to. `exposed`: headers
 * a script may read.
 */
export const openToAll = (app: Routed, exposed: readonly string[]): MiddlewareHandler => {
  const shared = cors({
    origin: '*',
    allowMethods: (_, c) => methodsAt(app, c.req.path),
    exposeHeaders: [...exposed],
    maxAge: A_DAY,
  });
  return async (c, next) => {
    if (c.req.method !== 'OPTIONS') return shared(c, next);
    const allow = methodsAt(app, c.req.path);
    if (allow.length === 0) {
      c.header('Access-Control-Allow-Origin', '*');
      return refusal(c, nothingAt(c.req.path));
    }
    c.header('Allow', allow.join(', '));
    return shared(c, next);
  };
};
