import { createRoute } from '@hono/zod-openapi';
import { z } from 'zod';
import { entryOf } from '#db/audit';
import { listLinks } from '#db/connectors';
import type { Db } from '#db/database';
import { changeAlert, listWaitingAlerts, lockAlert, readAlert } from '#db/tool-alerts';
import type { Writer } from '#server/accounts/writer';
import {
  alertDone,
  alertDroppingBody,
  alertPublicationBody,
  alertPublished,
  alertRecord,
} from '#server/contract/connectors';
import { askedId } from '#server/contract/ids';
import { accept, type Result, refuse } from '#server/domain/facts/result';
import { type AlertState, WAITING_ALERT_STATES } from '#server/domain/facts/vocabulary';
import { placesOf } from '#server/domain/inbound/links';
import { answer } from '../accounts/run-audited';
import type { Deps } from '../deps';
import { incidentPlace } from '../incidents/incident-json';
import { personOf } from '../kit/guard';
import { type Refusal, refusal } from '../kit/problems';
import { bodyOf, changesRecord, creates, repliesToKnown } from '../kit/replies';
import { createRouter } from '../kit/router';
import { unknownPrivate } from '../kit/suggestions';
import { type Writing, write } from '../writing/write';
import { publish } from './publication';

const params = z.object({ id: askedId });

const readRoute = createRoute({
  method: 'get',
  path: '/alerts/{id}',
  summary: 'Le brouillon de ce qu’un outil a dit d’une panne',
  request: { params },
  responses: repliesToKnown(alertRecord, 'Le brouillon'),
});
const publishRoute = createRoute({
  method: 'post',
  path: '/alerts/{id}/publication',
  summary: 'Dire ce qui attend, en son nom : la panne, la suite, ou le retour',
  request: { params, body: bodyOf(alertPublicationBody) },
  responses: creates(alertPublished, 'Dit ; un retour attend une deuxième personne, comme toujours'),
});
const dropRoute = createRoute({
  method: 'post',
  path: '/alerts/{id}/dropping',
  summary: 'Ne rien dire de ce qu’un outil a dit, et pourquoi',
  request: { params, body: bodyOf(alertDroppingBody) },
  responses: changesRecord(alertDone, 'Laissé'),
});

type Alert = NonNullable<Awaited<ReturnType<typeof readAlert>>>;

const UNKNOWN = unknownPrivate('Alerte inconnue, ou d’une autre organisation.');

/** Those of one's organisation that wait for somebody, with what they would say. */
export const waitingAlertsFor = async (db: Db, organisation: string) =>
  recordsOf(db, await listWaitingAlerts(db, organisation));

const recordsOf = async (db: Db, alerts: readonly Alert[]) => {
  const links = await listLinks(db, [...new Set(alerts.map(({ connector }) => connector))]);
  return alerts.map((alert) => {
    const { id, connector, connectorName, state, title, text, stage, labels, incident, note } = alert;
    const { startedAt, heardAt, endedAt, settledAt } = alert;
    const places = placesOf(
      links.filter((link) => link.connector === connector),
      alert,
    );
    const said = { id, connector, connectorName, state, title, text, isPublicText: alert.word !== null };
    return {
      ...said,
      stage,
      labels,
      places,
      startedAt,
      heardAt,
      endedAt,
      incident,
      settledAt,
      note,
    };
  });
};

const lockOwn = async ({ trx, writer }: Writing, id: string): Promise<Result<Alert, Refusal>> => {
  const found = await lockAlert(trx, id);
  return found && isOwn(writer, found) ? accept(found) : refuse(UNKNOWN);
};

const isOwn = ({ organisation }: Writer, alert: Alert): boolean => organisation.id === alert.organisation;

const isWaiting = (state: AlertState): boolean => WAITING_ALERT_STATES.some((each) => each === state);

/** What happened since it was read. */
const CHANGED: Record<AlertState, string> = {
  waiting: 'L’outil dit maintenant que la panne est en cours.',
  over: 'L’outil dit depuis que c’est fini, avant que personne ne l’ait publié.',
  returning: 'L’outil dit depuis que c’est rétabli.',
  published: 'Quelqu’un l’a déjà dit, ou l’outil dit que la panne a repris : rien n’attend plus.',
  returned: 'Le retour a déjà été dit : rien n’attend plus.',
  dropped: 'Quelqu’un l’a laissé : rien n’attend plus.',
};

const changed = (state: AlertState): Refusal => ({
  kind: 'conflict',
  pointer: '/state',
  detail: CHANGED[state],
  cure: 'Rien n’est publié : relisez la page, et dites ce qui est vrai maintenant.',
});

const NEXT = { waiting: 'published', over: 'returned', returning: 'returned' } as const;

/** What tools tell, as it waits for somebody of their organisation. */
export const alertRoutes = (deps: Deps) =>
  createRouter()
    .openapi(readRoute, async (c) => {
      const writer = await personOf(deps, c);
      if (!writer.ok) return refusal(c, writer.refusal);
      const found = await readAlert(deps.db, c.req.valid('param').id);
      if (!found || !isOwn(writer.value, found)) return refusal(c, UNKNOWN);
      const [record] = await recordsOf(deps.db, [found]);
      return answer(c, record ?? {});
    })
    .openapi(publishRoute, (c) =>
      write(c, deps, 'alert', async (writing) => {
        const found = await lockOwn(writing, c.req.valid('param').id);
        if (!found.ok) return found;
        const { id, state } = found.value;
        const body = c.req.valid('json');
        if (state !== body.state) return refuse(changed(state));
        const said = await publish(writing, body);
        if (!said.ok) return said;
        const { incident, update, entries } = said.value;
        const next = state === 'over' && body.back === null ? 'returning' : NEXT[body.state];
        const settled = { settledBy: writing.writer.person.account, settledAt: writing.now };
        await changeAlert(writing.trx, id, { state: next, incident, ...settled });
        const entry = entryOf('alert-published', 'tool_alert', id, { incident, update });
        return accept({
          status: 201,
          body: { incident, update },
          entries: [...entries, entry],
          ...(await incidentPlace(writing.trx, incident)),
        });
      }),
    )
    .openapi(dropRoute, (c) =>
      write(c, deps, 'alert', async (writing) => {
        const found = await lockOwn(writing, c.req.valid('param').id);
        if (!found.ok) return found;
        const { id, state, title, incident } = found.value;
        if (!isWaiting(state)) return refuse(changed(state));
        const { note } = c.req.valid('json');
        const settled = { settledBy: writing.writer.person.account, settledAt: writing.now };
        // A word that is left unsaid of what was published takes nothing from its return.
        const left = state === 'waiting' && incident !== null;
        const dropped = left ? ({ state: 'published' } as const) : ({ state: 'dropped', note } as const);
        await changeAlert(writing.trx, id, { ...dropped, ...settled });
        const entry = entryOf('alert-dropped', 'tool_alert', id, { title, note, incident });
        return accept({ status: 200, body: { id }, entries: [entry] });
      }),
    );
