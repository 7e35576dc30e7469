import { createRoute } from '@hono/zod-openapi';
import { readCalendar, readCounted } from '#db/availability';
import { isUnanswered } from '#db/database';
import { readLastWord } from '#db/last-word';
import { overview } from '#server/contract/overview';
import type { Evidence } from '#server/domain/facts/evidence';
import { ascending, latest } from '#server/domain/facts/intervals';
import { HEALTHS } from '#server/domain/facts/vocabulary';
import { openAmong, viewIncident } from '#server/domain/incidents/views';
import type { Known } from '#server/domain/judgement/known-facts';
import { announcedFor, type OperatorOverview, overviewOf } from '#server/domain/judgement/overview';
import type { Deps } from '../deps';
import { incidentViewJson } from '../incidents/incident-json';
import { withEtag } from '../kit/etag';
import { refusal } from '../kit/problems';
import { replies } from '../kit/replies';
import { askRecord, instantsQuery, type ReadContext } from '../kit/request-scope';
import { createRouter } from '../kit/router';
import { maintenanceJson } from '../maintenances/maintenance-json';
import { periodOf } from './availability';

const route = createRoute({
  method: 'get',
  path: '/overview',
  summary: 'D’un coup d’œil : chaque opérateur et ce qu’il répond à qui, ce qui est annoncé, le dernier mot',
  request: { query: instantsQuery },
  responses: replies(overview, 'Les opérateurs, leurs 90 jours, la semaine, le dernier mot entendu'),
});

const DAYS = 90;

export const overviews = (deps: Deps) =>
  createRouter().openapi(route, async (c) => {
    const reading = await askRecord(deps, c.req.valid('query'), 0, { isOverLeftOut: true });
    if (!reading.ok) return refusal(c, reading.refusal);
    const { read, known } = reading.value;
    const { seq, at, knownAt, age, directory } = read;
    const operators = judgedOnce(known, read.evidence);
    const beside = await readBeside(deps, reading.value);
    const announced = announcedFor(known, read.evidence, operators);
    const nameOf = (platform: string) => directory.platforms.get(platform)?.name ?? platform;
    const body = {
      seq,
      at,
      knownAt,
      incidents: openIncidents(reading.value),
      operators: operators.map((operator) => ({
        ...operator,
        roots: operator.roots.map((id) => ({ platform: id, name: nameOf(id) })),
        kind: directory.platforms.get(operator.platform)?.kind ?? ('operator' as const),
        days: beside.days.flatMap(({ platform, day, health }) =>
          platform === operator.platform ? [{ day, health }] : [],
        ),
      })),
      from: beside.from,
      to: beside.to,
      announced: {
        maintenances: announced.maintenances.map((each) => ({
          ...maintenanceJson(directory, each, at),
          platformName: nameOf(each.platform),
        })),
        payments: announced.payments.map((each) => ({ ...each, name: nameOf(each.platform) })),
      },
      lastWord: beside.lastWord,
      isWhole: beside.isWhole,
    };
    return c.json(withEtag(c, body, age), 200);
  });

const openIncidents = ({ read: { evidence, at }, known }: ReadContext) =>
  openAmong(evidence.incidents, evidence, known)
    .map((incident) => viewIncident(known, evidence, incident, null))
    .filter(({ startedAt, closedAt }) => startedAt !== null && closedAt === null)
    .sort((a, b) => ascending(b.startedAt ?? at, a.startedAt ?? at))
    .map(incidentViewJson);

/** By the evidence it rests on, one object as long as nothing turns: thirteen professions are judged once. */
const judged = new WeakMap<Evidence, OperatorOverview[]>();

const judgedOnce = (known: Known, evidence: Evidence): OperatorOverview[] => {
  const operators = judged.get(evidence) ?? overviewOf(known);
  judged.set(evidence, operators);
  return operators;
};

const UNREAD = { from: null, to: null, days: [], lastWord: null, isWhole: false };

/** What is not in memory; nothing of it while the database is away. */
const readBeside = async (deps: Deps, reading: ReadContext) => {
  try {
    return await readStored(deps, reading);
  } catch (error) {
    if (isUnanswered(error)) return UNREAD;
    throw error;
  }
};

const readStored = async ({ db }: Deps, { read }: ReadContext) => {
  const [counted, word] = await Promise.all([readCounted(db), readLastWord(db, read.at, read.knownAt)]);
  const until = latest(counted.map(({ countedUntil }) => countedUntil));
  const [countedFrom] = counted.map((each) => each.countedFrom).sort();
  const period = until && countedFrom ? periodOf({ countedFrom, countedUntil: until }, read.at, DAYS) : null;
  const rows = period ? await readCalendar(db, period) : [];
  const speaker = word && read.directory.organisations.get(word.by);
  return {
    isWhole: true,
    from: period?.from ?? null,
    to: period?.to ?? null,
    days: rows.map(({ platform, day, ...minutes }) => ({
      platform,
      day,
      health: [...HEALTHS].reverse().find((health) => minutes[health] > 0) ?? ('operational' as const),
    })),
    lastWord: word && { ...word, name: speaker?.name ?? word.by, kind: speaker?.kind ?? ('press' as const) },
  };
};
