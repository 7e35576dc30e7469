import { createRoute } from '@hono/zod-openapi';
import { RRuleTemporal } from 'rrule-temporal';
import { z } from 'zod';
import { newId } from '#db/database';
import { amendFact, appendFacts, readFact } from '#db/facts';
import { lockMaintenance } from '#db/maintenances';
import { askedId } from '#server/contract/ids';
import { announcedMaintenance, cancelledMaintenance, maintenanceBody } from '#server/contract/maintenances';
import { nothing } from '#server/contract/statements';
import type { Platform } from '#server/domain/facts/directory';
import { DAY, shift } from '#server/domain/facts/intervals';
import { accept, type Result, refuse } from '#server/domain/facts/result';
import { brokenScope, brokenWindow } from '#server/domain/rules/statements';
import type { Deps } from '../deps';
import { checkVersion } from '../kit/etag';
import type { Refusal } from '../kit/problems';
import { bodyOf, changesRecord, creates } from '../kit/replies';
import { createRouter } from '../kit/router';
import { unknownId } from '../kit/suggestions';
import { kept } from '../writing/rules';
import { allowed, speakerOf } from '../writing/speaker';
import { write } from '../writing/write';

export type Window = { from: Date; to: Date };

const HORIZON = 90 * DAY;
const MAX_OCCURRENCES = 200;
/** Nothing finer than a day: windows, not pulses. */
const FREQUENCY = /^FREQ=(DAILY|WEEKLY|MONTHLY)$/;
const PART = /^(INTERVAL|COUNT|UNTIL|BYDAY|BYMONTHDAY|BYMONTH|BYSETPOS|WKST)=[A-Z0-9,+-]+$/;

const paris = new Intl.DateTimeFormat('sv-SE', {
  timeZone: 'Europe/Paris',
  dateStyle: 'short',
  timeStyle: 'medium',
});

/** A rule knows no finer. */
const wholeSecond = (instant: Date): Date => new Date(Math.floor(+instant / 1000) * 1000);

/** `20260204T230000`, on a clock in Paris. */
const local = (instant: Date): string => paris.format(instant).replace(/[-:]/g, '').replace(' ', 'T');

/**
 * The windows a rule (RFC 5545) makes of a first one, those that begin within 90 days of now. Hours are those of
 * Paris, winter and summer. Refuses, in French, a rule that cannot be read or that makes too many.
 */
export const occurrencesOf = (first: Window, rrule: string, now: Date): Result<Window[], string> => {
  const parts = rrule.replace(/^RRULE:/, '').split(';');
  const others = parts.filter((part) => !FREQUENCY.test(part));
  if (others.length !== parts.length - 1 || !others.every((part) => PART.test(part)))
    return refuse('La règle ne se lit pas, ou ne va pas par jours, semaines ou mois entiers.');
  // Counted from the first one: from centuries ago, it would be for long.
  if (first.from < shift(now, -HORIZON)) return refuse('La première fenêtre date de plus de 90 jours.');
  try {
    const rule = new RRuleTemporal({
      rruleString: `DTSTART;TZID=Europe/Paris:${local(first.from)}\nRRULE:${parts.join(';')}`,
    });
    const begins = rule.between(wholeSecond(first.from), shift(now, HORIZON), true);
    if (begins.length > MAX_OCCURRENCES) return refuse(`La règle fait plus de ${MAX_OCCURRENCES} fenêtres.`);
    const length = +first.to - +first.from;
    return accept(
      begins
        .map(({ epochMilliseconds }) => new Date(epochMilliseconds))
        .map((from) => ({ from, to: shift(from, length) })),
    );
  } catch {
    return refuse('La règle ne se lit pas.');
  }
};

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
  responses: changesRecord(cancelledMaintenance, 'La fenêtre annulée'),
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
        const windows = windowsOf(body, rrule ?? null, now);
        if (!windows.ok) return windows;
        const facts = windows.value.map((window) => ({
          ...body,
          ...window,
          id: newId(),
          by: speaker.value.id,
          recordedAt: now,
          cancelledAt: null,
        }));
        const entries = await appendFacts(trx, 'maintenances', 'maintenance', facts);
        const occurrences = facts.map(({ id, from, to }) => ({ id, from, to }));
        return accept({ status: 201, body: { ...facts[0], occurrences }, entries });
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
        return accept({ status: 200, body: after, entries: [entry] });
      }),
    );

const windowsOf = (first: Window, rrule: string | null, now: Date): Result<Window[], Refusal> => {
  if (rrule === null) return accept([{ from: first.from, to: first.to }]);
  const made = occurrencesOf(first, rrule, now);
  if (!made.ok) return refuse(badRule(made.refusal));
  return made.value.length > 0 ? made : refuse(badRule(NO_WINDOW));
};

const NO_WINDOW = 'La règle ne fait aucune fenêtre dans les 90 jours.';

const badRule = (detail: string): Refusal => ({
  kind: 'not-acceptable',
  pointer: '/rrule',
  detail,
  cure: 'Donnez par exemple FREQ=WEEKLY;BYDAY=TU;COUNT=4.',
});

const TOO_LATE: Refusal = {
  kind: 'conflict',
  detail: 'Cette fenêtre est déjà annulée, ou passée.',
  cure: 'Rien à faire.',
};
