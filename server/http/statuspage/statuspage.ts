import { createRoute } from '@hono/zod-openapi';
import type { z } from 'zod';
import { listIncidents } from '#db/incidents';
import { listMaintenances } from '#db/maintenances';
import {
  statuspageComponents,
  statuspageIncidents,
  statuspageMaintenances,
  statuspageStatus,
  statuspageSummary,
} from '#server/contract/statuspage';
import { shift } from '#server/domain/facts/intervals';
import { rollUp } from '#server/domain/incidents/statuspage-components';
import type { Deps } from '../deps';
import { withEtag } from '../kit/etag';
import { refusal } from '../kit/problems';
import { replies } from '../kit/replies';
import { createRouter } from '../kit/router';
import { incidentsJson, unresolvedJson } from './incident-json';
import { maintenancesJson, pendingJson } from './maintenance-json';
import { allComponents, pageJson, readView, type View, viewQuery } from './view';

const NEWEST = 50;

const formatRoute = <P extends string, S extends z.ZodType>(path: P, schema: S, summary: string) =>
  createRoute({
    method: 'get',
    path,
    tags: ['Statuspage v2'],
    summary,
    description: 'Dans la forme de Statuspage v2 (Atlassian). `profession` : la vue d’une seule profession.',
    request: { query: viewQuery },
    responses: replies(schema, summary),
  });

const summary = formatRoute(
  '/summary.json',
  statuspageSummary,
  'Tout : composants, incidents et maintenances en cours',
);
const status = formatRoute('/status.json', statuspageStatus, 'L’état de l’ensemble, en un mot');
const components = formatRoute('/components.json', statuspageComponents, 'Les échanges de chaque plateforme');
const incidents = formatRoute('/incidents.json', statuspageIncidents, 'Les 50 incidents les plus récents');
const unresolved = formatRoute('/incidents/unresolved.json', statuspageIncidents, 'Les incidents en cours');
const maintenances = formatRoute(
  '/scheduled-maintenances.json',
  statuspageMaintenances,
  'Les 50 maintenances les plus récentes',
);
const upcoming = formatRoute(
  '/scheduled-maintenances/upcoming.json',
  statuspageMaintenances,
  'Les maintenances à venir',
);
const active = formatRoute(
  '/scheduled-maintenances/active.json',
  statuspageMaintenances,
  'Les maintenances en cours',
);

/** Mounted at /api/v2: what the clients of Statuspage read, unchanged. */
export const statuspage = (deps: Deps) =>
  createRouter()
    .openapi(summary, async (c) => {
      const view = await readView(deps, c, c.req.valid('query'));
      if (!view.ok) return refusal(c, view.refusal);
      const body = {
        page: pageJson(view.value),
        components: allComponents(view.value),
        incidents: unresolvedJson(view.value),
        scheduled_maintenances: pendingJson(view.value, ['scheduled', 'in_progress']),
        status: statusJson(view.value),
      };
      return c.json(withEtag(c, body, view.value.read.age), 200);
    })
    .openapi(status, async (c) => {
      const view = await readView(deps, c, c.req.valid('query'));
      if (!view.ok) return refusal(c, view.refusal);
      const body = { page: pageJson(view.value), status: statusJson(view.value) };
      return c.json(withEtag(c, body, view.value.read.age), 200);
    })
    .openapi(components, async (c) => {
      const view = await readView(deps, c, c.req.valid('query'));
      if (!view.ok) return refusal(c, view.refusal);
      const body = { page: pageJson(view.value), components: allComponents(view.value) };
      return c.json(withEtag(c, body, view.value.read.age), 200);
    })
    .openapi(incidents, async (c) => {
      const query = c.req.valid('query');
      const view = await readView(deps, c, query);
      if (!view.ok) return refusal(c, view.refusal);
      // A list of the past begins at its instant: what came after was not yet told.
      const before = query.at ? { instant: shift(query.at, 1), id: '' } : null;
      const { facts } = await listIncidents(deps.db, { before, limit: NEWEST, platform: undefined });
      const body = { page: pageJson(view.value), incidents: incidentsJson(view.value, facts) };
      return c.json(withEtag(c, body, view.value.read.age), 200);
    })
    .openapi(unresolved, async (c) => {
      const view = await readView(deps, c, c.req.valid('query'));
      if (!view.ok) return refusal(c, view.refusal);
      const body = { page: pageJson(view.value), incidents: unresolvedJson(view.value) };
      return c.json(withEtag(c, body, view.value.read.age), 200);
    })
    .openapi(maintenances, async (c) => {
      const view = await readView(deps, c, c.req.valid('query'));
      if (!view.ok) return refusal(c, view.refusal);
      const { knownAt, age } = view.value.read;
      const asked = { before: null, limit: NEWEST, knownAt, platform: undefined };
      const newest = await listMaintenances(deps.db, asked);
      const scheduled_maintenances = maintenancesJson(view.value, newest.maintenances);
      return c.json(withEtag(c, { page: pageJson(view.value), scheduled_maintenances }, age), 200);
    })
    .openapi(upcoming, async (c) => {
      const view = await readView(deps, c, c.req.valid('query'));
      if (!view.ok) return refusal(c, view.refusal);
      const scheduled_maintenances = pendingJson(view.value, ['scheduled']);
      const body = { page: pageJson(view.value), scheduled_maintenances };
      return c.json(withEtag(c, body, view.value.read.age), 200);
    })
    .openapi(active, async (c) => {
      const view = await readView(deps, c, c.req.valid('query'));
      if (!view.ok) return refusal(c, view.refusal);
      const scheduled_maintenances = pendingJson(view.value, ['in_progress']);
      const body = { page: pageJson(view.value), scheduled_maintenances };
      return c.json(withEtag(c, body, view.value.read.age), 200);
    });

const statusJson = ({ components }: View) => {
  const { indicator, description } = rollUp(components.map(({ status }) => status));
  return { indicator, description };
};
