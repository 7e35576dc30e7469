import type { Words } from '#server/contract/words';
import type { Directory } from '#server/domain/facts/directory';
import type { IncidentUpdate } from '#server/domain/incidents/updates';

/** What a step says: its text, else what it says of each flow. */
export const stepText = (
  words: Words,
  directory: Directory,
  { text, isClosing, statements }: IncidentUpdate,
): string => {
  if (text !== null) return text;
  if (isClosing) return words.incidentClosed;
  const said = statements.flatMap(({ platform, flows, health }) =>
    flows.map((flow) => words.said(directory.platforms.get(platform)?.name ?? platform, flow, health)),
  );
  return [...new Set(said)].join('\n');
};
