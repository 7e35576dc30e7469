import type { Db } from '#db/database';
import { readIncident } from '#db/incidents';
import { strongTag } from '#server/contract/entity-tag';
import type { Evidence } from '#server/domain/facts/evidence';
import { ascending } from '#server/domain/facts/intervals';
import { heardBy, knownBy, ofIncident, retractedBy } from '#server/domain/facts/recorded';
import { FLOWS, type Flow, type Profession } from '#server/domain/facts/vocabulary';
import { effectOn, type IncidentView } from '#server/domain/incidents/views';
import type { Known } from '#server/domain/judgement/known-facts';
import { versionOf } from '../kit/etag';

type VersionedFacts = Pick<
  Evidence,
  'incidents' | 'statements' | 'updates' | 'closings' | 'retractions' | 'confirmations'
>;

/** What makes an incident another version: its own words, and every fact told of it. */
export const incidentVersion = ({ incidents, statements, updates, closings, ...rest }: VersionedFacts) => {
  const [incident] = incidents;
  const ids = (facts: readonly { id: string }[]) => facts.map(({ id }) => id).sort();
  return {
    id: incident?.id,
    title: incident?.title,
    cause: incident?.cause,
    platforms: incident?.platforms,
    statements: ids(statements),
    updates: ids(updates),
    closings: closings.length,
    retractions: rest.retractions.map(({ statement }) => statement).sort(),
    confirmations: rest.confirmations.map(({ statement, by }) => `${statement} ${by}`).sort(),
  };
};

/** Where an incident is read, and its version once something was added to it. */
export const incidentPlace = async (
  trx: Db,
  id: string | null,
): Promise<{ location?: string; etag?: string }> => {
  const found = id === null ? undefined : await readIncident(trx, id);
  return found
    ? { location: `/api/v1/incidents/${id}`, etag: strongTag(versionOf(incidentVersion(found))) }
    : {};
};

type UpdateFacts = Pick<Evidence, 'statements' | 'updates' | 'closings' | 'retractions' | 'confirmations'>;

/** What was told of an incident by `knownAt`, oldest first: updates, statements (retracted ones marked), closings. */
export const updatesJson = (known: Known, facts: UpdateFacts) => {
  const { directory } = known;
  const speaker = (id: string) => ({
    by: id,
    name: directory.organisations.get(id)?.name ?? id,
    kind: directory.organisations.get(id)?.kind ?? ('press' as const),
  });
  const retractions = knownBy(facts.retractions, known.knownAt);
  const confirmations = knownBy(facts.confirmations, known.knownAt);

  const updates = heardBy(facts.updates, known).map(({ storedAt: _, incident: __, by, ...rest }) => ({
    type: 'update' as const,
    ...rest,
    ...speaker(by),
  }));
  const statements = heardBy(facts.statements, known).map((statement) => ({
    type: 'statement' as const,
    ...speaker(statement.by),
    id: statement.id,
    update: statement.update,
    effectiveAt: statement.effectiveAt,
    recordedAt: statement.recordedAt,
    precision: statement.precision,
    stage: statement.stage,
    text: statement.text,
    platform: statement.platform,
    flows: statement.flows,
    professions: statement.professions,
    mutuelles: statement.mutuelles,
    health: statement.health,
    expectedBack: statement.expectedBack,
    sourceUrl: statement.sourceUrl,
    imported: statement.imported ?? false,
    retractedAt: retractions.find((each) => each.statement === statement.id)?.recordedAt ?? null,
    confirmedBy: confirmations
      .filter((each) => each.statement === statement.id)
      .map(({ by }) => speaker(by).name),
  }));
  const closings = heardBy(facts.closings, known).map(({ incident, by, note, effectiveAt, recordedAt }) => ({
    type: 'closing' as const,
    id: `${incident}-${by}-${recordedAt.toISOString()}`,
    ...speaker(by),
    effectiveAt,
    recordedAt,
    text: note,
  }));
  return [...updates, ...statements, ...closings].sort(
    (a, b) => ascending(a.effectiveAt, b.effectiveAt) || ascending(a.recordedAt, b.recordedAt),
  );
};

/** An incident as it crosses the wire (contract `incident`). */
export const incidentViewJson = ({ incident, touched, ...rest }: IncidentView) => ({
  ...rest,
  id: incident.id,
  title: incident.title,
  cause: incident.cause,
  platforms: incident.platforms,
  touched,
});

/** An incident in a list, with what was said not to work from its beginning: once closed it touches nothing more. */
export const listedIncident = (
  known: Known,
  view: IncidentView,
  evidence: Evidence,
  profession: Profession | null,
) => {
  const flows = flowsSaid(view.incident.id, evidence, known);
  const isOver = view.closedAt !== null;
  const { platforms } = view.incident;
  return {
    ...incidentViewJson(view),
    flows,
    effect: profession && !isOver ? effectOn(known, { platforms, flows }, profession) : null,
  };
};

const flowsSaid = (incident: string, { statements, retractions }: Evidence, asked: Known): Flow[] => {
  const retracted = retractedBy(retractions, asked.knownAt);
  const said = heardBy(ofIncident(statements, incident), asked).filter(
    (each) => each.health !== 'operational' && !retracted.has(each.id),
  );
  return FLOWS.filter((flow) => said.some(({ flows }) => flows.includes(flow)));
};
