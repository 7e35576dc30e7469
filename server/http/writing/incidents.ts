import { createRoute } from '@hono/zod-openapi';
import { z } from 'zod';
import { appendFacts, readFact } from '#db/facts';
import { askedId } from '#server/contract/ids';
import { incidentBody, openedIncident, updateBody, updateRecord } from '#server/contract/stories';
import { accept, type Result, refuse } from '#server/domain/facts/result';
import { createDoors } from '../create-doors';
import type { Deps } from '../deps';
import { unknownId } from '../kit/suggestions';
import type { Refusal } from '../problems';
import { bodyOf, creates } from './replies';
import { newIncidentId } from './say';
import { allowed } from './speaker';
import { addStep } from './step';
import { type Writing, write } from './write';

const openRoute = createRoute({
  method: 'post',
  path: '/incidents',
  summary: 'Ouvrir un incident, avec son premier point',
  request: { body: bodyOf(incidentBody) },
  responses: creates(openedIncident, 'L’incident ouvert'),
});

const updateRoute = createRoute({
  method: 'post',
  path: '/incidents/{id}/updates',
  summary: 'Ajouter un point à un incident, et l’état de chaque échange par profession',
  request: { params: z.object({ id: askedId }), body: bodyOf(updateBody) },
  responses: creates(updateRecord, 'Le point enregistré'),
});

export const incidentWriting = (deps: Deps) =>
  createDoors()
    .openapi(openRoute, (c) =>
      write(c, deps, 'incident', async (writing) => {
        const { update, by, ...body } = c.req.valid('json');
        const open = await mayOpen(writing, body.platforms);
        if (!open.ok) return open;
        const incident = { ...body, id: newIncidentId(body.platforms[0] ?? 'incident', writing.now) };
        const opened = await appendFacts(writing.trx, 'incidents', 'incident', [incident]);
        const speech = by === undefined ? {} : { by };
        const where = { at: '/update', action: 'incident' as const };
        const step = update
          ? await addStep(writing, incident.id, { ...speech, ...update }, where)
          : accept({ update: null, deeds: [] });
        if (!step.ok) return step;
        const deeds = [...opened, ...step.value.deeds];
        return accept({ status: 201, body: { ...incident, update: step.value.update }, deeds });
      }),
    )
    .openapi(updateRoute, (c) =>
      write(c, deps, 'update', async (writing) => {
        const { id } = c.req.valid('param');
        const step = await addStep(writing, id, c.req.valid('json'), { at: '', action: 'update' });
        if (!step.ok) return step;
        const { update, deeds } = step.value;
        return accept({ status: 201, body: update, deeds });
      }),
    );

const mayOpen = async (
  { trx, writer }: Writing,
  platforms: readonly string[],
): Promise<Result<null, Refusal>> => {
  if (platforms.length === 0) {
    const detail = 'L’incident ne concerne aucune plateforme.';
    const [cure, see] = ['Nommez au moins une plateforme.', 'GET /api/v1/platforms'];
    return refuse({ kind: 'not-acceptable', pointer: '/platforms', detail, cure, see });
  }
  for (const id of platforms) {
    if (await readFact(trx, 'platforms', id)) continue;
    return refuse(unknownId('platform', id, '/platforms'));
  }
  const { professions, mutuelles } = writer.organisation;
  return allowed(writer, 'incident', { platforms, professions, mutuelles });
};
