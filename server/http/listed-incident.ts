import type { Evidence } from '#server/domain/facts/evidence';
import { FLOWS, type Flow } from '#server/domain/facts/vocabulary';
import type { Story } from '#server/domain/incidents/views';
import { heardBy, retractedBy } from '#server/domain/judgement/known-facts';
import { storyJson } from './story-json';

type Asked = { at: Date; knownAt: Date };

/** An incident in a list, with what was said not to work over its whole story: once closed it touches nothing more. */
export const listedIncident = (story: Story, evidence: Evidence, asked: Asked) => ({
  ...storyJson(story),
  flows: flowsSaid(story.incident.id, evidence, asked),
});

const flowsSaid = (incident: string, { statements, retractions }: Evidence, asked: Asked): Flow[] => {
  const retracted = retractedBy(retractions, asked.knownAt);
  const said = heardBy(statements, asked).filter(
    (each) => each.incident === incident && each.health !== 'operational' && !retracted.has(each.id),
  );
  return FLOWS.filter((flow) => said.some(({ flows }) => flows.includes(flow)));
};
