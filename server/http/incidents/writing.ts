import { createRoute } from '@hono/zod-openapi';
import { z } from 'zod';
import type { AuditEntry } from '#db/audit';
import { newId } from '#db/database';
import { appendFacts, readFact } from '#db/facts';
import { isClosed, lockIncident } from '#db/incidents';
import { askedId } from '#server/contract/ids';
import {
  type IncidentBody,
  incidentBody,
  openedIncident,
  type UpdateBody,
  updateBody,
  updateRecord,
} from '#server/contract/incidents';
import type { Incident } from '#server/domain/facts/incidents';
import { accept, type Result, refuse } from '#server/domain/facts/result';
import { downWords } from '#server/domain/rules/expected-back';
import { type Broken, brokenInstants } from '#server/domain/rules/statements';
import type { Action } from '#server/domain/speakers/scope';
import type { Deps } from '../deps';
import type { Refusal } from '../kit/problems';
import { bodyOf, creates } from '../kit/replies';
import { createRouter } from '../kit/router';
import { unknownId } from '../kit/suggestions';
import { presentOf } from '../writing/present';
import { kept } from '../writing/rules';
import { newIncidentId, say, type Words } from '../writing/say';
import { unknownIncident } from '../writing/second-person';
import { allowed, speakerOf } from '../writing/speaker';
import { type Writing, write } from '../writing/write';
import { incidentPlace } from './incident-json';

const NO_PLATFORM: Refusal = {
  kind: 'not-acceptable',
  pointer: '/platforms',
  detail: 'L’incident ne concerne aucune plateforme.',
  cure: 'Nommez au moins une plateforme.',
  see: 'GET /api/v1/platforms',
};

type UpdateOnRecord = { id: string };

/** Adds a step to an incident, with what it says of flows. `at`: where in the body it stands. */
export const addStep = async (
  writing: Writing,
  incident: string,
  { by, statements: drafts, expectedBack, ...step }: UpdateBody,
  { at, action }: { at: string; action: Action },
): Promise<Result<Words & { update: UpdateOnRecord }, Refusal>> => {
  const { trx, writer, now } = writing;
  const found = await lockIncident(trx, incident, 'to-add');
  if (!found) return refuse(unknownIncident(incident));
  const sourceUrl = drafts.find((draft) => draft.sourceUrl)?.sourceUrl ?? null;
  const speaker = await speakerOf(trx, writer, { by, sourceUrl });
  if (!speaker.ok) return speaker;
  const own = writer.organisation;
  const concerned = found.platforms.filter((platform) => own.platforms.includes(platform));
  const scope = allowed(writer, action, {
    platforms: concerned.length > 0 ? concerned : found.platforms,
    professions: own.professions,
    mutuelles: own.mutuelles,
  });
  if (!scope.ok) return scope;
  const isOver = await isClosed(trx, incident);
  const isPostmortem = step.stage === 'postmortem' && drafts.length === 0;
  const closed: Broken[] = isOver && !isPostmortem ? [{ field: 'incident', rule: 'incident-closed' }] : [];
  const rules = kept(
    [...closed, ...brokenInstants({ ...step, expectedBack }, now)].map((each) => ({ ...each, at })),
  );
  if (!rules.ok) return rules;

  const effectiveAt = step.effectiveAt ?? now;
  const update = { ...step, effectiveAt, id: newId(), incident, by: speaker.value.id, recordedAt: now };
  const appended = await appendFacts(trx, 'updates', action, [update]);
  const bodies = drafts.map((draft) => ({
    ...draft,
    precision: draft.precision ?? 'minute',
    incident,
    update: update.id,
    effectiveAt,
    stage: step.stage,
    text: null,
    nextUpdateDue: draft.nextUpdateDue ?? step.nextUpdateDue,
    expectedBack: draft.health === 'operational' ? null : (draft.expectedBack ?? expectedBack),
  }));
  const again =
    expectedBack && drafts.length === 0
      ? await saidAgain(writing, speaker.value.id, found, { pointer: `${at}/expectedBack` })
      : accept([]);
  if (!again.ok) return again;
  const dated = again.value.map((word) => ({
    ...word,
    incident,
    update: update.id,
    expectedBack,
    nextUpdateDue: step.nextUpdateDue,
    stage: step.stage,
  }));
  const said = await say(
    writing,
    speaker.value,
    action,
    [...bodies, ...dated],
    (index) => `${at}/statements/${index}`,
  );
  if (!said.ok) return said;
  const { statements, entries } = said.value;
  return accept({ update: { ...update, statements }, statements, entries: [...appended, ...entries] });
};

/** What its author still says does not work, as it was said: the same health, from the same instant. */
const saidAgain = async (
  writing: Writing,
  by: string,
  { id, platforms }: Incident,
  { pointer }: { pointer: string },
) => {
  const words = downWords(await presentOf(writing, platforms), by, platforms, id);
  if (words.ok)
    return accept(
      words.value.map(({ word, flow, professions, mutuelles }) => ({
        platform: word.platform,
        flows: [flow],
        professions: professions && [...professions],
        mutuelles: mutuelles && [...mutuelles],
        health: word.health,
        effectiveAt: word.effectiveAt,
        precision: word.precision,
        validUntil: word.validUntil,
        sourceUrl: word.sourceUrl,
        text: null,
      })),
    );
  return refuse<Refusal>(
    words.refusal === 'nothing-down' ? { kind: 'nothing-down', pointer } : { ...TOLD_APART, pointer },
  );
};

const TOLD_APART = {
  kind: 'not-acceptable',
  detail:
    'Vous avez dit depuis autre chose pour quelques mutuelles : redire la coupure de toutes l’effacerait.',
  cure: 'Dites dans « statements » l’état de chaque échange, avec son « expectedBack ».',
} as const;

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
  createRouter()
    .openapi(openRoute, (c) =>
      write(c, deps, 'incident', async (writing) => {
        const opened = await openIncident(writing, c.req.valid('json'));
        if (!opened.ok) return opened;
        const { incident, update, entries } = opened.value;
        const place = await incidentPlace(writing.trx, incident.id);
        return accept({ status: 201, body: { ...incident, update }, entries, ...place });
      }),
    )
    .openapi(updateRoute, (c) =>
      write(c, deps, 'update', async (writing) => {
        const { id } = c.req.valid('param');
        const step = await addStep(writing, id, c.req.valid('json'), { at: '', action: 'update' });
        if (!step.ok) return step;
        const { update, entries } = step.value;
        return accept({ status: 201, body: update, entries, ...(await incidentPlace(writing.trx, id)) });
      }),
    );

/** Opens an incident, with its first step if it has one. */
export const openIncident = async (
  writing: Writing,
  { update, by, ...body }: IncidentBody,
): Promise<Result<Opened, Refusal>> => {
  const open = await mayOpen(writing, body.platforms);
  if (!open.ok) return open;
  const incident = { ...body, id: newIncidentId(body.platforms[0] ?? 'incident', writing.now) };
  const opened = await appendFacts(writing.trx, 'incidents', 'incident', [incident]);
  if (!update) return accept({ incident, update: null, entries: opened });
  const speech = by === undefined ? {} : { by };
  const where = { at: '/update', action: 'incident' as const };
  const step = await addStep(writing, incident.id, { ...speech, ...update }, where);
  if (!step.ok) return step;
  return accept({ incident, update: step.value.update, entries: [...opened, ...step.value.entries] });
};

type Opened = { incident: Incident; update: UpdateOnRecord | null; entries: AuditEntry[] };

const mayOpen = async (
  { trx, writer }: Writing,
  platforms: readonly string[],
): Promise<Result<null, Refusal>> => {
  if (platforms.length === 0) return refuse(NO_PLATFORM);
  for (const id of platforms) {
    if (await readFact(trx, 'platforms', id)) continue;
    return refuse(unknownId('platform', id, '/platforms'));
  }
  const { professions, mutuelles } = writer.organisation;
  return allowed(writer, 'incident', { platforms, professions, mutuelles });
};
