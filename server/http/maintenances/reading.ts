import { createRoute } from '@hono/zod-openapi';
import { z } from 'zod';
import { listMaintenances, readMaintenance } from '#db/maintenances';
import { askedId } from '#server/contract/ids';
import { maintenance, maintenancePage } from '#server/contract/maintenances';
import type { Deps } from '../deps';
import { versionOf, withEtag } from '../kit/etag';
import { refusal } from '../kit/problems';
import { byQuery, pageQuery, replies } from '../kit/replies';
import { askRecord, instantsQuery, unknownAuthor, unknownPlatform } from '../kit/request-scope';
import { createRouter } from '../kit/router';
import { unknownId, withNear } from '../kit/suggestions';
import { maintenanceJson } from './maintenance-json';

const listRoute = createRoute({
  method: 'get',
  path: '/maintenances',
  summary: 'Les fenêtres de maintenance, la plus récente d’abord',
  request: {
    query: pageQuery
      .extend(instantsQuery.shape)
      .extend(byQuery.shape)
      .extend({ platform: askedId.optional() }),
  },
  responses: replies(maintenancePage, 'Une page de maintenances ; `by` : de ces organisations'),
});

const oneRoute = createRoute({
  method: 'get',
  path: '/maintenances/{id}',
  summary: 'Une fenêtre de maintenance',
  request: { params: z.object({ id: askedId }), query: instantsQuery },
  responses: replies(maintenance, 'La fenêtre'),
});

export const maintenances = (deps: Deps) =>
  createRouter()
    .openapi(listRoute, async (c) => {
      const { platform, by, cursor, limit, ...instants } = c.req.valid('query');
      const reading = await askRecord(deps, instants, 0, { isOverLeftOut: true });
      if (!reading.ok) return refusal(c, reading.refusal);
      const { directory, at, knownAt, age } = reading.value.read;
      const unknown =
        (platform === undefined ? null : unknownPlatform(directory, platform)) ??
        unknownAuthor(directory, by);
      if (unknown) return refusal(c, unknown);
      const asked = { before: cursor ?? null, limit, knownAt, platform, by };
      const page = await listMaintenances(deps.db, asked);
      const listed = page.maintenances.map((each) => maintenanceJson(directory, each, at));
      return c.json(withEtag(c, { maintenances: listed, next: page.next }, age), 200);
    })
    .openapi(oneRoute, async (c) => {
      const { id } = c.req.valid('param');
      const reading = await askRecord(deps, c.req.valid('query'), 0, { isOverLeftOut: true });
      if (!reading.ok) return refusal(c, reading.refusal);
      const { read } = reading.value;
      const { directory, at, knownAt, age } = read;
      const found = await readMaintenance(deps.db, id);
      if (!found || found.recordedAt > knownAt)
        return refusal(c, withNear(unknownId('maintenance', id), read));
      return c.json(withEtag(c, maintenanceJson(directory, found, at), age, versionOf(found)), 200);
    });
