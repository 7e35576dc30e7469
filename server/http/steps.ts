import type { Evidence } from '#server/domain/facts/evidence';
import { ascending } from '#server/domain/facts/intervals';
import type { Known } from '#server/domain/judgement/known-facts';
import { heardBy, knownBy } from '#server/domain/judgement/known-facts';

type Told = Pick<Evidence, 'statements' | 'updates' | 'closings' | 'retractions' | 'confirmations'>;

/** What was told of an incident by `knownAt`, oldest first: updates, statements (retracted ones marked), closings. */
export const stepsJson = (known: Known, told: Told) => {
  const { directory } = known;
  const speaker = (id: string) => ({
    by: id,
    name: directory.organisations.get(id)?.name ?? id,
    kind: directory.organisations.get(id)?.kind ?? ('press' as const),
  });
  const retractions = knownBy(told.retractions, known.knownAt);
  const confirmations = knownBy(told.confirmations, known.knownAt);

  const updates = heardBy(told.updates, known).map(({ storedAt: _, incident: __, by, ...rest }) => ({
    type: 'update' as const,
    ...rest,
    ...speaker(by),
  }));
  const statements = heardBy(told.statements, known).map((statement) => ({
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
    retractedAt: retractions.find((each) => each.statement === statement.id)?.recordedAt ?? null,
    confirmedBy: confirmations
      .filter((each) => each.statement === statement.id)
      .map(({ by }) => speaker(by).name),
  }));
  const closings = heardBy(told.closings, known).map(({ incident, by, note, effectiveAt, recordedAt }) => ({
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
