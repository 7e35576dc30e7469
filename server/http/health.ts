import { Hono } from 'hono';
import type { Deps } from './deps';

/** `/healthz`: the process answers. `/readyz`: the database too, with the age of what readers are shown. */
export const health = ({ record }: Deps) =>
  new Hono()
    .get('/healthz', (c) => c.json({ status: 'ok' }, 200, { 'Cache-Control': 'no-store' }))
    .get('/readyz', async (c) => {
      const reachable = await record.reachable();
      const body = { status: reachable ? 'ready' : 'database-unreachable', database: reachable };
      return c.json(body, reachable ? 200 : 503, { 'Cache-Control': 'no-store' });
    });
