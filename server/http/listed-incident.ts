import type { Evidence } from '#server/domain/evidence';
import type { Story } from '#server/domain/stories';
import { FLOWS, type Flow } from '#server/domain/vocabulary';
import { storyJson } from './story-json';

type Asked = { at: Date; knownAt: Date };

/** An incident in a list, with what was said not to work over its whole story: once closed it touches nothing more. */
export const listedIncident = (story: Story, evidence: Evidence, asked: Asked) => ({
  ...storyJson(story),
  flows: flowsSaid(story.incident.id, evidence, asked),
});

const flowsSaid = (
  incident: string,
  { statements, retractions }: Evidence,
  { at, knownAt }: Asked,
): Flow[] => {
  const retracted = new Set(
    retractions.filter(({ recordedAt }) => recordedAt <= knownAt).map(({ statement }) => statement),
  );
  const said = statements
    .filter((each) => each.incident === incident && each.health !== 'operational')
    .filter(({ effectiveAt, recordedAt }) => effectiveAt <= at && recordedAt <= knownAt)
    .filter(({ id }) => !retracted.has(id));
  return FLOWS.filter((flow) => said.some(({ flows }) => flows.includes(flow)));
};
