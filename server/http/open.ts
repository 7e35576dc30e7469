import { Hono } from 'hono';
import { compress } from 'hono/compress';
import { cors } from 'hono/cors';
import { refuseAccident } from './accidents';
import { calendar } from './calendar';
import type { Deps } from './deps';
import { feeds } from './feeds';
import { notModified } from './fresh';

/** What is read outside `/api` by other people's programs and pages. Accidents are told to `failed`. */
export const openDoors = (deps: Deps, failed: (error: unknown) => void) => {
  const open = new Hono();
  for (const path of ['/feeds/*'])
    open.use(path, cors({ origin: '*', exposeHeaders: ['ETag', 'Age'] }), compress(), notModified());
  open.onError((error, c) => refuseAccident(c, error, failed));
  return open.route('/feeds', feeds(deps)).route('/feeds', calendar(deps));
};
