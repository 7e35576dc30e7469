import { OpenAPIHono } from '@hono/zod-openapi';
import { bodyLimit } from 'hono/body-limit';
import { compress } from 'hono/compress';
import { cors } from 'hono/cors';
import { isUnreachable } from '#db/unreachable';
import { answers } from './answers';
import { boards } from './boards';
import type { Deps } from './deps';
import { notModified } from './fresh';
import { incidents } from './incidents';
import { maintenances } from './maintenances';
import { mutuelles } from './mutuelles';
import { notices } from './notices';
import { platforms } from './platforms';
import { refusal } from './problems';
import { snapshots } from './snapshot';

const ABOUT = {
  openapi: '3.1.0',
  info: {
    title: 'Comptoir',
    version: '1',
    description: 'Pour quelles mutuelles le tiers payant est-il possible maintenant, et sera-t-on payé ?',
    license: { name: 'MIT', identifier: 'MIT' },
  },
  servers: [{ url: '/' }],
};

const BODY_LIMIT = 64 * 1024;
const TOO_LARGE = {
  kind: 'too-large',
  detail: 'Le corps dépasse 64 ko.',
  cure: 'Envoyez moins à la fois.',
} as const;

/** Every door under /api/v1. Accidents are told to `failed` and never shown. */
export const createApi = (deps: Deps, failed: (error: unknown) => void) => {
  const base = new OpenAPIHono();
  base.use(
    '/api/*',
    cors({ origin: '*', allowMethods: ['GET', 'HEAD', 'OPTIONS'], exposeHeaders: ['ETag', 'Age'] }),
    compress(),
    notModified(),
    bodyLimit({ maxSize: BODY_LIMIT, onError: (c) => refusal(c, TOO_LARGE) }),
  );
  base.onError((error, c) => {
    if (isUnreachable(error)) return refusal(c, { kind: 'unreachable' });
    failed(error);
    return refusal(c, { kind: 'accident' });
  });
  base.notFound((c) => refusal(c, { kind: 'no-such-address', detail: `Rien à l’adresse ${c.req.path}.` }));
  base.doc31('/api/v1/openapi.json', ABOUT);
  return base
    .route('/api/v1', boards(deps))
    .route('/api/v1', answers(deps))
    .route('/api/v1', mutuelles(deps))
    .route('/api/v1', platforms(deps))
    .route('/api/v1', incidents(deps))
    .route('/api/v1', maintenances(deps))
    .route('/api/v1', notices(deps))
    .route('/api/v1', snapshots(deps));
};
export type Api = ReturnType<typeof createApi>;
