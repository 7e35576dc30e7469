import type { Evidence } from '#server/domain/evidence';
import { ascending } from '#server/domain/intervals';
import type { Known } from '#server/domain/known';

type Told = Pick<Evidence, 'statements' | 'updates' | 'closings' | 'retractions' | 'confirmations'>;

/** What was told of an incident by `knownAt`, oldest first: updates, statements (retracted ones marked), closings. */
export const stepsJson = ({ directory, at, knownAt }: Known, told: Told) => {
  const heard = <T extends { effectiveAt: Date; recordedAt: Date }>(facts: readonly T[]) =>
    facts.filter((fact) => fact.effectiveAt <= at && fact.recordedAt <= knownAt);
  const speaker = (id: string) => ({
    by: id,
    name: directory.organisations.get(id)?.name ?? id,
    kind: directory.organisations.get(id)?.kind ?? ('press' as const),
  });
  const recorded = <T extends { statement: string; recordedAt: Date }>(
    facts: readonly T[],
    statement: string,
  ) => facts.filter((fact) => fact.statement === statement && fact.recordedAt <= knownAt);

  const updates = heard(told.updates).map(({ storedAt: _, incident: __, by, ...rest }) => ({
    type: 'update' as const,
    ...rest,
    ...speaker(by),
  }));
  const statements = heard(told.statements).map((statement) => ({
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
    retractedAt: recorded(told.retractions, statement.id)[0]?.recordedAt ?? null,
    confirmedBy: recorded(told.confirmations, statement.id).map(({ by }) => speaker(by).name),
  }));
  const closings = heard(told.closings).map(({ incident, by, note, effectiveAt, recordedAt }) => ({
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
