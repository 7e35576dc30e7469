import { createRoute } from '@hono/zod-openapi';
import { z } from 'zod';
import { listIncidents } from '#db/incidents';
import { askedId } from '#server/contract/ids';
import { platformList, platformRecord } from '#server/contract/platforms';
import type { Dependency, Directory, Platform } from '#server/domain/facts/directory';
import { type Evidence, NO_EVIDENCE } from '#server/domain/facts/evidence';
import { ascending, shift } from '#server/domain/facts/intervals';
import { knownBy } from '#server/domain/facts/recorded';
import { hasPassed, TIME_RULES } from '#server/domain/facts/time-rules';
import { servedIn } from '#server/domain/incidents/statuspage-components';
import { viewIncident } from '#server/domain/incidents/views';
import { type Column, matrixOf } from '#server/domain/judgement/board';
import { voicesOn } from '#server/domain/judgement/known-facts';
import { paymentsAt } from '#server/domain/judgement/payment-days';
import type { ReadState } from '#server/read-model/read-model';
import type { Deps } from '../deps';
import { incidentViewJson } from '../incidents/incident-json';
import { orRemembered } from '../kit/accidents';
import { withEtag } from '../kit/etag';
import { refusal } from '../kit/problems';
import { replies } from '../kit/replies';
import { askRecord, instantsQuery, type ReadContext, unknownPlatform } from '../kit/request-scope';
import { createRouter } from '../kit/router';
import { maintenanceJson } from '../maintenances/maintenance-json';
import { speakersOf } from '../payments/payment-speakers';
import { voiceJson } from './answer-json';
import { platformLine } from './platform-line';

const listRoute = createRoute({
  method: 'get',
  path: '/platforms',
  summary: 'Toutes les plateformes, et le pire de leur état',
  request: { query: instantsQuery },
  responses: replies(platformList, 'Les plateformes, par identifiant'),
});

const oneRoute = createRoute({
  method: 'get',
  path: '/platforms/{id}',
  summary: 'Une plateforme : échanges par profession, dépendances, déclarations',
  request: { params: z.object({ id: askedId }), query: instantsQuery },
  responses: replies(platformRecord, 'La plateforme'),
});

export const platforms = (deps: Deps) =>
  createRouter()
    .openapi(listRoute, async (c) => {
      const reading = await askRecord(deps, c.req.valid('query'), 0, { isOverLeftOut: true });
      if (!reading.ok) return refusal(c, reading.refusal);
      const { seq, at, knownAt, directory, age } = reading.value.read;
      const lines = [...directory.platforms.values()]
        .sort((a, b) => ascending(a.id, b.id))
        .map((platform) => platformLine(reading.value.known, reading.value.read.evidence, platform));
      return c.json(withEtag(c, { seq, at, knownAt, platforms: lines }, age), 200);
    })
    .openapi(oneRoute, async (c) => {
      const query = c.req.valid('query');
      const reading = await askRecord(deps, query, 0, { isOverLeftOut: true });
      if (!reading.ok) return refusal(c, reading.refusal);
      const { directory, age } = reading.value.read;
      const { id } = c.req.valid('param');
      const unknown = unknownPlatform(directory, id);
      if (unknown) return refusal(c, unknown);
      const platform = directory.platforms.get(id) as Platform;
      const told = await toldOf(deps, reading.value.read, id, query.at ?? null);
      return c.json(withEtag(c, recordJson(reading.value, platform, told), age), 200);
    });

/** So many of the last incidents of the platform are told of, over or not, and all that bear on the instant. */
const NEWEST = 10;

type Told = Pick<Evidence, 'incidents' | 'statements' | 'updates' | 'closings' | 'retractions'>;

/** From memory while the database is away. `at`: null, now. */
const toldOf = async (
  { db }: Deps,
  { evidence }: ReadState,
  platform: string,
  at: Date | null,
): Promise<Told> => {
  // A list of the past begins at its instant: what came after was not yet told.
  const before = at && { instant: shift(at, 1), id: '' };
  const listed = await orRemembered(
    listIncidents(db, { before, limit: NEWEST, platform }).then(({ facts }) => facts),
    () => NO_EVIDENCE,
  );
  const ids = new Set(listed.incidents.map(({ id }) => id));
  const isApart = ({ incident }: { incident: string | null }) => incident === null || !ids.has(incident);
  return {
    incidents: [...listed.incidents, ...evidence.incidents.filter(({ id }) => !ids.has(id))],
    statements: [...listed.statements, ...evidence.statements.filter(isApart)],
    updates: [...listed.updates, ...evidence.updates.filter(isApart)],
    closings: [...listed.closings, ...evidence.closings.filter(isApart)],
    retractions: [...listed.retractions, ...evidence.retractions],
  };
};

const recordJson = ({ read, known }: ReadContext, platform: Platform, told: Told) => {
  const { seq, at, knownAt, directory, evidence } = read;
  const { id } = platform;
  const incidents = told.incidents
    .filter(({ platforms }) => platforms.includes(id))
    .map((incident) => viewIncident(known, { ...evidence, ...told }, incident, null))
    .filter(({ startedAt, closedAt }) => startedAt !== null && !isLongOver(closedAt, at))
    .sort((a, b) => ascending(b.startedAt ?? at, a.startedAt ?? at));
  const maintenances = knownBy(evidence.maintenances, knownAt)
    .filter(({ platform, to }) => platform === id && at < to)
    .sort((a, b) => ascending(a.from, b.from));
  const payments = paymentsAt(known, evidence.payments, id, servedIn(known, id, null));
  return {
    seq,
    at,
    knownAt,
    ...platform,
    matrix: matrixOf(known, id).map(columnJson),
    dependsOn: platform.dependsOn.map((edge) => edgeJson(directory, edge)),
    dependents: dependentsOf(directory, id),
    voices: voicesOn(known, [id], null).map((voice) => voiceJson(directory, voice, evidence.updates)),
    incidents: incidents.map(incidentViewJson),
    maintenances: maintenances.map((maintenance) => maintenanceJson(directory, maintenance, at)),
    payments: payments.map((shared) => ({
      ...shared,
      mutuelles: shared.mutuelles.map((each) => ({
        id: each,
        name: directory.mutuelles.get(each)?.name ?? each,
      })),
    })),
    paymentSpeakers: speakersOf(
      directory,
      payments.flatMap((each) => each.payments),
    ),
  };
};

/** What was over as long ago as a word is remembered is told with all incidents of the platform. */
const isLongOver = (closedAt: Date | null, at: Date): boolean =>
  closedAt !== null && hasPassed(TIME_RULES.memory, closedAt, at);

const columnJson = ({ profession, served, verdict, judged }: Column) => ({
  profession,
  served,
  verdict,
  payment: judged.payment,
  flows: judged.flows.map(({ flow, shown }) => ({
    flow,
    health: shown.health,
    basis: shown.basis,
    since: shown.since,
    rootPlatform: shown.platform,
  })),
});

const edgeJson = (directory: Directory, { platform, flows }: Dependency) => ({
  platform,
  name: directory.platforms.get(platform)?.name ?? platform,
  flows,
});

const dependentsOf = (directory: Directory, id: string) =>
  [...directory.platforms.values()]
    .sort((a, b) => ascending(a.id, b.id))
    .flatMap((other) =>
      other.dependsOn
        .filter(({ platform }) => platform === id)
        .map(({ flows }) => edgeJson(directory, { platform: other.id, flows })),
    );
