import { createRoute } from '@hono/zod-openapi';
import { z } from 'zod';
import { newId } from '#db/database';
import { amendFact, appendFacts, readFact } from '#db/facts';
import { lockMaintenance } from '#db/maintenances';
import { strongTag } from '#server/contract/entity-tag';
import { askedId } from '#server/contract/ids';
import { announcedMaintenance, cancelledMaintenance, maintenanceBody } from '#server/contract/maintenances';
import { nothing } from '#server/contract/statements';
import type { Platform } from '#server/domain/facts/directory';
import { accept, refuse } from '#server/domain/facts/result';
import { brokenScope, brokenWindow } from '#server/domain/rules/statements';
import type { Deps } from '../deps';
import { checkVersion, versionOf } from '../kit/etag';
import type { Refusal } from '../kit/problems';
import { bodyOf, changesRecord, creates, ofVersion } from '../kit/replies';
import { createRouter } from '../kit/router';
import { unknownId } from '../kit/suggestions';
import { kept } from '../writing/rules';
import { allowed, speakerOf } from '../writing/speaker';
import { write } from '../writing/write';
import { announcedWindows } from './windows';

const announceRoute = createRoute({
  method: 'post',
  path: '/maintenances',
  summary: 'Annoncer une fenêtre de maintenance, ou plusieurs par une règle',
  request: { body: bodyOf(maintenanceBody) },
  responses: creates(announcedMaintenance, 'La première fenêtre, et toutes'),
});

const cancelRoute = createRoute({
  method: 'post',
  path: '/maintenances/{id}/cancellation',
  summary: 'Annuler une fenêtre, avant sa fin',
  request: { params: z.object({ id: askedId }), body: { ...bodyOf(nothing), required: false } },
  responses: ofVersion(changesRecord(cancelledMaintenance, 'La fenêtre annulée')),
});

export const maintenanceWriting = (deps: Deps) =>
  createRouter()
    .openapi(announceRoute, (c) =>
      write(c, deps, 'maintenance', async ({ trx, writer, now }) => {
        const { rrule, by, ...body } = c.req.valid('json');
        const platform = (await readFact(trx, 'platforms', body.platform)) as Platform | undefined;
        if (!platform) return refuse(unknownId('platform', body.platform));
        const scope = allowed(writer, 'maintenance', { platforms: [body.platform] });
        if (!scope.ok) return scope;
        const rules = kept([...brokenWindow(body, now), ...brokenScope(body, platform.flows)]);
        if (!rules.ok) return rules;
        const speaker = await speakerOf(trx, writer, { by, sourceUrl: 'https:' });
        if (!speaker.ok) return speaker;
        const windows = announcedWindows(body, rrule ?? null, now);
        if (!windows.ok) return windows;
        const { occurrences, next } = windows.value;
        const facts = occurrences.map(({ from, to }) => ({
          ...body,
          from,
          to,
          id: newId(),
          by: speaker.value.id,
          recordedAt: now,
          cancelledAt: null,
        }));
        const entries = await appendFacts(trx, 'maintenances', 'maintenance', facts);
        const told = occurrences.map((each, index) => ({ id: facts[index]?.id, ...each }));
        const place = facts[0] ? placeOf(facts[0]) : {};
        return accept({ status: 201, body: { ...facts[0], occurrences: told, next }, entries, ...place });
      }),
    )
    .openapi(cancelRoute, (c) =>
      write(c, deps, 'cancellation', async ({ trx, writer, now }) => {
        const { id } = c.req.valid('param');
        const before = await lockMaintenance(trx, id);
        if (!before) return refuse(unknownId('maintenance', id, '/param/id'));
        const scope = allowed(writer, 'cancellation', { of: before.by, platforms: [before.platform] });
        if (!scope.ok) return scope;
        const version = checkVersion(c, before);
        if (!version.ok) return version;
        if (before.cancelledAt || before.to <= now) return refuse(TOO_LATE);
        const after = { ...before, cancelledAt: now };
        const entry = await amendFact(trx, 'maintenances', 'cancellation', before, after);
        return accept({ status: 200, body: after, entries: [entry], etag: placeOf(after).etag });
      }),
    );

const placeOf = (window: { id: string }) => ({
  location: `/api/v1/maintenances/${window.id}`,
  etag: strongTag(versionOf(window)),
});

const TOO_LATE: Refusal = {
  kind: 'conflict',
  detail: 'Cette fenêtre est déjà annulée, ou passée.',
  cure: 'Rien à faire.',
};
