import { createRoute } from '@hono/zod-openapi';
import { z } from 'zod';
import { listIncidents, readIncident } from '#db/incidents';
import { askedId } from '#server/contract/ids';
import { incidentPage, incidentRecord } from '#server/contract/incidents';
import type { Evidence } from '#server/domain/facts/evidence';
import { shift } from '#server/domain/facts/intervals';
import { viewIncident } from '#server/domain/incidents/views';
import { knownFacts } from '#server/domain/judgement/known-facts';
import type { Deps } from '../deps';
import { orRemembered } from '../kit/accidents';
import { versionOf, withEtag } from '../kit/etag';
import { refusal } from '../kit/problems';
import { pageQuery, replies } from '../kit/replies';
import { askRecord, instantsQuery, readProfession, unknownPlatform } from '../kit/request-scope';
import { createRouter } from '../kit/router';
import { unknownId, withNear } from '../kit/suggestions';
import { openIncidents } from '../reading/board-news';
import { incidentVersion, incidentViewJson, listedIncident, updatesJson } from './incident-json';

const listRoute = createRoute({
  method: 'get',
  path: '/incidents',
  summary: 'Les incidents, le plus récent d’abord',
  request: {
    query: pageQuery.extend(instantsQuery.shape).extend({
      profession: askedId.optional(),
      platform: askedId.optional(),
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
  request: { params: z.object({ id: askedId }), query: instantsQuery },
  responses: replies(incidentRecord, 'L’incident'),
});

export const incidents = (deps: Deps) =>
  createRouter()
    .openapi(listRoute, async (c) => {
      const { profession: id, platform, open, cursor, limit, ...instants } = c.req.valid('query');
      const profession = id === undefined ? null : readProfession(id);
      if (profession && !profession.ok) return refusal(c, profession.refusal);
      const reading = await askRecord(deps, instants, 0, { isOverLeftOut: true });
      if (!reading.ok) return refusal(c, reading.refusal);
      const { read, known } = reading.value;
      const unknown = platform === undefined ? null : unknownPlatform(read.directory, platform);
      if (unknown) return refusal(c, unknown);

      const concerning = <T extends { platforms: readonly string[] }>(each: readonly T[]): T[] =>
        each.filter(({ platforms }) => platform === undefined || platforms.includes(platform));
      const asked = profession?.value ?? null;
      if (open) {
        const lines = concerning(openIncidents(read, known, asked));
        return c.json(withEtag(c, { incidents: lines, next: null }, read.age), 200);
      }
      // A list of the past begins at its instant: what came after was not yet told.
      const before = cursor ?? (instants.at ? { instant: shift(instants.at, 1), id: '' } : null);
      const page = await listIncidents(deps.db, { before, limit, platform });
      const evidence = { ...read.evidence, ...page.facts };
      const lines = concerning(evidence.incidents)
        .map((incident) => viewIncident(known, evidence, incident, asked))
        .sort((a, b) => +(b.startedAt ?? 0) - +(a.startedAt ?? 0))
        .map((view) => listedIncident(known, view, evidence, asked));
      return c.json(withEtag(c, { incidents: lines, next: page.next }, read.age), 200);
    })
    .openapi(oneRoute, async (c) => {
      const { id } = c.req.valid('param');
      const reading = await askRecord(deps, c.req.valid('query'), 0, { isOverLeftOut: true });
      if (!reading.ok) return refusal(c, reading.refusal);
      const { read } = reading.value;
      const found = await orRemembered(readIncident(deps.db, id), () =>
        rememberedIncident(read.evidence, id),
      );
      const [incident] = found?.incidents ?? [];
      if (!found || !incident) return refusal(c, withNear(unknownId('incident', id), read));
      const { at, knownAt, directory, evidence } = read;
      const known = knownFacts(directory, evidence, at, knownAt);
      const view = incidentViewJson(viewIncident(known, { ...evidence, ...found }, incident, null));
      const body = { ...view, at, knownAt, steps: updatesJson(known, found) };
      return c.json(withEtag(c, body, read.age, versionOf(incidentVersion(found))), 200);
    });

/** An incident that bears on now, with what was said of it that bears on now. */
export const rememberedIncident = (evidence: Evidence, id: string) => {
  const incidents = evidence.incidents.filter((incident) => incident.id === id);
  const statements = evidence.statements.filter(({ incident }) => incident === id);
  const ofThem = ({ statement }: { statement: string }) => statements.some((each) => each.id === statement);
  return incidents.length === 0
    ? null
    : {
        incidents,
        statements,
        updates: evidence.updates.filter(({ incident }) => incident === id),
        closings: evidence.closings.filter(({ incident }) => incident === id),
        retractions: evidence.retractions.filter(ofThem),
        confirmations: evidence.confirmations.filter(ofThem),
      };
};
