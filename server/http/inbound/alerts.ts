import { createRoute } from '@hono/zod-openapi';
import { z } from 'zod';
import { type AuditEntry, entryOf } from '#db/audit';
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
import { type AlertState, WAITING_STATES } from '#server/domain/inbound/alerts';
import { placesOf } from '#server/domain/inbound/links';
import { answer } from '../accounts/run-audited';
import type { Deps } from '../deps';
import { incidentPlace } from '../incidents/incident-json';
import { addStep, openIncident } from '../incidents/writing';
import { personOf } from '../kit/guard';
import { type Refusal, refusal } from '../kit/problems';
import { bodyOf, changesRecord, creates, repliesToKnown } from '../kit/replies';
import { createRouter } from '../kit/router';
import { unknownPrivate } from '../kit/suggestions';
import { type Writing, write } from '../writing/write';

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

const isWaiting = (state: AlertState): boolean => WAITING_STATES.some((each) => each === state);

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

const NO_RETURN: Refusal = {
  kind: 'not-acceptable',
  pointer: '/back',
  detail: 'Un retour dit dans le même souffle n’est que de ce qui était fini avant d’être publié.',
  cure: 'Retirez « back » ; le retour se dit à part, quand l’outil le dit.',
};

const UNTITLED: Refusal = {
  kind: 'not-acceptable',
  pointer: '/title',
  detail: 'Un incident qui s’ouvre a un titre.',
  cure: 'Donnez « title », ou l’incident ouvert que ce point rejoint.',
};

type Publication = z.output<typeof alertPublicationBody>;
type Said = { incident: string; update: string; entries: AuditEntry[] };

/** The steps, in the name of who sends them, by the ways of any other: a tool gave them nothing but their first draft. */
const say = async (
  writing: Writing,
  { incident, title, update, back }: Publication,
): Promise<Result<Said, Refusal>> => {
  const first = incident === null ? await open(writing, title, update) : await add(writing, incident, update);
  if (!first.ok || back === null) return first;
  const second = await addStep(writing, first.value.incident, back, { at: '/back', action: 'update' });
  if (!second.ok) return second;
  return accept({ ...first.value, entries: [...first.value.entries, ...second.value.entries] });
};

const add = async (writing: Writing, incident: string, update: Publication['update']) => {
  const step = await addStep(writing, incident, update, { at: '/update', action: 'update' });
  if (!step.ok) return step;
  return accept({ incident, update: step.value.update.id, entries: step.value.entries });
};

const open = async (
  writing: Writing,
  title: string | null,
  { by, ...update }: Publication['update'],
): Promise<Result<Said, Refusal>> => {
  if (title === null) return refuse(UNTITLED);
  const platforms = [...new Set(update.statements.map(({ platform }) => platform))];
  const given = { title, cause: null, platforms, update, ...(by === undefined ? {} : { by }) };
  const opened = await openIncident(writing, given);
  if (!opened.ok) return opened;
  const { incident, update: step, entries } = opened.value;
  return accept({ incident: incident.id, update: step?.id ?? '', entries });
};

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
        if (body.back !== null && state !== 'over') return refuse(NO_RETURN);
        const said = await say(writing, body);
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
