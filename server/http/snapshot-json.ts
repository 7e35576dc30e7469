import { ascending } from '#server/domain/facts/intervals';
import { maintenanceState } from '#server/domain/facts/maintenances';
import { isNoticeInForce } from '#server/domain/facts/notices';
import { tellStory } from '#server/domain/incidents/views';
import { knownBy, knownFacts } from '#server/domain/judgement/known-facts';
import type { Read } from '#server/read-model/read-model';
import { maintenanceJson } from './maintenance-json';
import { noticeJson } from './notice-json';
import { platformLine } from './platform-line';
import { storyJson } from './story-json';

const PENDING: readonly string[] = ['upcoming', 'in-force'];

/** What a snapshot says besides the boards, its instants and its key. */
export const stateJson = ({ directory, evidence, at, knownAt }: Read) => {
  const known = knownFacts(directory, evidence, at, knownAt);
  return {
    platforms: [...directory.platforms.values()]
      .sort((a, b) => ascending(a.id, b.id))
      .map((platform) => platformLine(known, evidence, platform)),
    incidents: evidence.incidents
      .map((incident) => tellStory(known, evidence, incident, null))
      .filter(({ startedAt, closedAt }) => startedAt && !closedAt)
      .map(storyJson),
    notices: evidence.notices
      .filter((notice) => isNoticeInForce(notice, at, knownAt))
      .map((notice) => noticeJson(directory, notice, at)),
    maintenances: knownBy(evidence.maintenances, knownAt)
      .filter((each) => PENDING.includes(maintenanceState(each, at)))
      .sort((a, b) => ascending(a.from, b.from))
      .map((each) => maintenanceJson(directory, each, at)),
  };
};
