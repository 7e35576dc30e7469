import type { Directory } from './directory';
import type { Evidence } from './evidence';
import { ascending } from './intervals';
import { type Statement, saidAt } from './statements';
import type { Flow } from './vocabulary';

/** What the operator of a platform said of its flow and did not take back, oldest first by the instant said. */
export const operatorWords = (
  directory: Directory,
  { statements, retractions }: Evidence,
  platform: string,
  flow: Flow,
): Statement[] => {
  const retracted = new Set(retractions.map((retraction) => retraction.statement));
  return statements
    .filter((statement) => {
      const speaker = directory.organisations.get(statement.by);
      return (
        statement.platform === platform &&
        statement.flows.includes(flow) &&
        statement.mutuelles === null &&
        !retracted.has(statement.id) &&
        speaker?.kind === 'operator' &&
        speaker.platforms.includes(platform)
      );
    })
    .sort((a, b) => ascending(saidAt(a), saidAt(b)));
};
