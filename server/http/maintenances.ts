import { createRoute } from '@hono/zod-openapi';
import { listMaintenances } from '#db/maintenances';
import { maintenancePage } from '#server/contract/maintenances';
import { createDoors } from './create-doors';
import type { Deps } from './deps';
import { fresh } from './fresh';
import { maintenanceJson } from './maintenance-json';
import { refusal } from './problems';
import { askRecord, instantsQuery } from './question';
import { pageQuery, replies } from './replies';

const listRoute = createRoute({
  method: 'get',
  path: '/maintenances',
  summary: 'Les fenêtres de maintenance, la plus récente d’abord',
  request: { query: pageQuery.extend(instantsQuery.shape) },
  responses: replies(maintenancePage, 'Une page de maintenances'),
});

export const maintenances = (deps: Deps) =>
  createDoors().openapi(listRoute, async (c) => {
    const { cursor, limit, ...instants } = c.req.valid('query');
    const reading = await askRecord(deps, instants);
    if (!reading.ok) return refusal(c, reading.refusal);
    const { directory, at, knownAt, age } = reading.value.read;
    const page = await listMaintenances(deps.db, { before: cursor ?? null, limit });
    const known = page.maintenances.filter(({ recordedAt }) => recordedAt <= knownAt);
    const body = { maintenances: known.map((each) => maintenanceJson(directory, each, at)), next: page.next };
    return c.json(fresh(c, body, age), 200);
  });
