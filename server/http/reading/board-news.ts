import { isOnCards } from '#server/domain/facts/directory';
import { isNoticeInForce, speaksTo } from '#server/domain/facts/notices';
import type { Profession } from '#server/domain/facts/vocabulary';
import { openAmong, viewIncident } from '#server/domain/incidents/views';
import { type Known, knownFacts } from '#server/domain/judgement/known-facts';
import type { ReadState } from '#server/read-model/read-model';
import { listedIncident } from '../incidents/incident-json';
import { noticeJson } from '../notices/notice-json';

type Read = Pick<ReadState, 'directory' | 'evidence' | 'at' | 'knownAt'>;

/** The incidents that are open at the instant asked and touch a profession, or any (null); the newest first. */
export const openIncidents = (
  { evidence }: Pick<Read, 'evidence'>,
  known: Known,
  profession: Profession | null,
) =>
  openAmong(evidence.incidents, evidence, known)
    .map((incident) => viewIncident(known, evidence, incident, profession))
    .filter(({ startedAt, closedAt }) => startedAt && !closedAt)
    .filter(({ touched }) => !profession || touched.length > 0)
    .sort((a, b) => +(b.startedAt ?? 0) - +(a.startedAt ?? 0))
    .map((view) => listedIncident(known, view, evidence, profession))
    .filter(({ effect, platforms }) => !profession || effect || isBelow(known, platforms));

/** About what nobody reads on a card: said on every board that it names, whoever rests on it. */
const isBelow = ({ directory }: Known, platforms: readonly string[]): boolean =>
  platforms.every((id) => !isOnCards(directory.platforms.get(id)));

/** The notices in force for a profession, or any (null); the newest first. `by`: of these organisations. */
export const noticesInForce = (
  { directory, evidence, at, knownAt }: Read,
  profession: Profession | null,
  by?: readonly string[],
) =>
  evidence.notices
    .filter((each) => isNoticeInForce(each, at, knownAt) && (by?.includes(each.by) ?? true))
    .filter((each) => !profession || speaksTo(each, directory.organisations.get(each.by), profession))
    .sort((a, b) => +b.publishedAt - +a.publishedAt);

/** What stands beside the answers of a board, as it crosses the wire. */
export const boardNews = (read: Read, profession: Profession) => {
  const { directory, evidence, at, knownAt } = read;
  const known = knownFacts(directory, evidence, at, knownAt);
  const published = noticesInForce(read, profession).filter(
    (each) => each.publishedAt <= at && each.publishedAt <= knownAt,
  );
  return {
    incidents: JSON.stringify(openIncidents(read, known, profession)),
    notices: JSON.stringify(published.map((each) => noticeJson(directory, each, at))),
  };
};
