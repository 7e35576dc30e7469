import { OpenAPIHono } from '@hono/zod-openapi';
import { compress } from 'hono/compress';
import type { Deps } from '../deps';
import { type Report, refuseAccident } from '../kit/accidents';
import { openToAll } from '../kit/cross-origin';
import { notModified } from '../kit/etag';
import { knownParametersOnly, refuseUnrouted } from '../kit/router';
import { badges } from './badges';
import { calendar } from './calendar';
import { cards } from './cards';
import { embed } from './embed';
import { feeds } from './feeds';
import { noticeFeeds } from './notice-feeds';
import { oembed } from './oembed';

/** What is read outside `/api` by other people's programs and pages. Accidents are told to `report`. */
export const createPublicFormats = (deps: Deps, report: Report) => {
  const open = new OpenAPIHono();
  const read = [
    openToAll(open, ['ETag', 'Age', 'Retry-After']),
    compress(),
    notModified(),
    knownParametersOnly(open),
  ];
  for (const path of PATHS) open.use(path, ...read);
  open.notFound(refuseUnrouted(open));
  open.onError((error, c) => refuseAccident(c, error, report));
  return open
    .route('/feeds', feeds(deps))
    .route('/feeds', noticeFeeds(deps))
    .route('/feeds', calendar(deps))
    .route('/badges', badges(deps))
    .route('/cards', cards(deps))
    .route('/embed', embed(deps))
    .route('/', oembed(deps));
};

const PATHS = ['/feeds/*', '/badges/*', '/cards/*', '/embed/*', '/oembed'];
/** With what watches the machine: nothing under these is a page. */
export const OUTSIDE_PATHS: readonly string[] = [
  ...PATHS,
  '/healthz',
  '/readyz',
  '/metrics',
  '/.well-known/security.txt',
  '/robots.txt',
  '/sitemap.xml',
];
