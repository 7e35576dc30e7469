import { OpenAPIHono } from '@hono/zod-openapi';
import type { MiddlewareHandler } from 'hono';
import { compress } from 'hono/compress';
import { cors } from 'hono/cors';
import { refuseAccident } from './accidents';
import { badges } from './badges';
import { calendar } from './calendar';
import type { Deps } from './deps';
import { embed } from './embed';
import { feeds } from './feeds';
import { notModified } from './fresh';
import { oembed } from './oembed';

/** What is read outside `/api` by other people's programs and pages. Accidents are told to `failed`. */
export const openDoors = (deps: Deps, failed: (error: unknown) => void) => {
  const open = new OpenAPIHono();
  for (const path of PATHS) open.use(path, ...read);
  open.onError((error, c) => refuseAccident(c, error, failed));
  return open
    .route('/feeds', feeds(deps))
    .route('/feeds', calendar(deps))
    .route('/badges', badges(deps))
    .route('/embed', embed(deps))
    .route('/', oembed(deps));
};

const PATHS = ['/feeds/*', '/badges/*', '/embed/*', '/oembed'];
const read: readonly MiddlewareHandler[] = [
  cors({ origin: '*', exposeHeaders: ['ETag', 'Age'] }),
  compress(),
  notModified(),
];
