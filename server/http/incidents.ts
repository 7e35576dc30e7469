import { createRoute } from '@hono/zod-openapi';
import { z } from 'zod';
import { listIncidents, readIncident } from '#db/incidents';
import { incidentPage, incidentRecord } from '#server/contract/incidents';
import { knownFacts } from '#server/domain/known';
import { tellStory } from '#server/domain/stories';
import { createDoors } from './create-doors';
import type { Deps } from './deps';
import { fresh } from './fresh';
import { near } from './near';
import { refusal } from './problems';
import { askRecord, instantsQuery, readProfession } from './question';
import { pageQuery, replies } from './replies';
import { stepsJson } from './steps';
import { storyJson } from './story-json';

const listRoute = createRoute({
  method: 'get',
  path: '/incidents',
  summary: 'Les incidents, le plus récent d’abord',
  request: {
    query: pageQuery.extend(instantsQuery.shape).extend({
      profession: z.string().optional(),
      open: z.enum(['true']).optional(),
    }),
  },
  responses: replies(
    incidentPage,
    'Une page d’incidents ; `open=true` : tous ceux en cours, à l’instant demandé',
  ),
});

const oneRoute = createRoute({
  method: 'get',
  path: '/incidents/{id}',
  summary: 'Un incident, étape par étape',
  request: { params: z.object({ id: z.string() }), query: instantsQuery },
  responses: replies(incidentRecord, 'L’incident'),
});

export const incidents = (deps: Deps) =>
  createDoors()
    .openapi(listRoute, async (c) => {
      const { profession: id, open, cursor, limit, ...instants } = c.req.valid('query');
      const profession = id === undefined ? null : readProfession(id);
      if (profession && !profession.ok) return refusal(c, profession.refusal);
      const reading = await askRecord(deps, instants);
      if (!reading.ok) return refusal(c, reading.refusal);
      const { read, known } = reading.value;

      const page = open ? null : await listIncidents(deps.db, { before: cursor ?? null, limit });
      const evidence = { ...read.evidence, ...page?.stories };
      const stories = evidence.incidents
        .map((incident) => tellStory(known, evidence, incident, profession?.value ?? null))
        .filter(({ startedAt, closedAt }) => !open || (startedAt && !closedAt))
        .filter(({ touched }) => !open || !profession || touched.length > 0)
        .sort((a, b) => +(b.startedAt ?? 0) - +(a.startedAt ?? 0));
      return c.json(fresh(c, { incidents: stories.map(storyJson), next: page?.next ?? null }, read.age), 200);
    })
    .openapi(oneRoute, async (c) => {
      const { id } = c.req.valid('param');
      const reading = await askRecord(deps, c.req.valid('query'));
      if (!reading.ok) return refusal(c, reading.refusal);
      const { read } = reading.value;
      const told = await readIncident(deps.db, id);
      const [incident] = told?.incidents ?? [];
      if (!told || !incident) {
        const known = read.evidence.incidents.map((incident) => ({ id: incident.id, name: incident.title }));
        const detail = `Incident inconnu : « ${id} ».`;
        return refusal(c, { kind: 'unknown-id', pointer: '/incident', detail, near: near(id, known) });
      }
      const { at, knownAt, directory, evidence } = read;
      const known = knownFacts(directory, evidence, at, knownAt);
      const story = storyJson(tellStory(known, { ...evidence, ...told }, incident, null));
      return c.json(fresh(c, { ...story, at, knownAt, steps: stepsJson(known, told) }, read.age), 200);
    });
