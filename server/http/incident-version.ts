import type { Evidence } from '#server/domain/facts/evidence';

type Told = Pick<
  Evidence,
  'incidents' | 'statements' | 'updates' | 'closings' | 'retractions' | 'confirmations'
>;

/** What makes an incident another version: its own words, and every fact told of it. */
export const incidentVersion = ({ incidents, statements, updates, closings, ...rest }: Told) => {
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
