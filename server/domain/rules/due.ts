import { ascending } from '../facts/intervals';
import { isBad, type Statement, saidAt, stands } from '../facts/statements';
import { hasPassed, TIME_RULES } from '../facts/time-rules';
import { FLOWS, type Flow, PROFESSIONS, type Profession } from '../facts/vocabulary';
import type { IncidentView } from '../incidents/views';
import { type Known, knownOf } from '../judgement/known-facts';
import { type Link, linksOf } from '../judgement/links';

/** What waits for somebody: a return to confirm, a word that lapsed, an incident without news. */

type Place = { platform: string; flow: Flow; profession: Profession };

/** Every own link that something was said of, once for all who share it. */
const spokenLinks = (known: Known): (Place & { link: Link })[] =>
  [...known.facts.keys()].flatMap((platform) =>
    FLOWS.flatMap((flow) =>
      PROFESSIONS.map((profession) => ({
        platform,
        flow,
        profession,
        link: linksOf(known, platform, flow, { profession, mutuelle: null, concentrator: null })[0],
      })),
    ),
  );

/** Returns that still read « annoncé, non confirmé » somewhere, oldest first. */
export const awaitingConfirmation = (known: Known): Statement[] => {
  const announced = spokenLinks(known).filter(({ link }) => link.basis === 'announced');
  const waiting = announced.flatMap(({ link }) =>
    link.statements.filter(
      (each) =>
        !isBad(each) && stands(each, known.at) && !knownOf(known, each.platform).confirmed.has(each.id),
    ),
  );
  return [...new Set(waiting)].sort((a, b) => ascending(saidAt(a), saidAt(b)));
};

/** Flows « sans nouvelle »: the last word on them is bad and has lapsed. */
export const lapsedFlows = (known: Known): { platform: string; flow: Flow; since: Date; by: string }[] => {
  const lapsed = new Map<string, { platform: string; flow: Flow; since: Date; by: string }>();
  for (const { platform, flow, link } of spokenLinks(known)) {
    const [last] = link.statements;
    if (link.basis !== 'lapsed' || !last || lapsed.has(`${platform} ${flow}`)) continue;
    lapsed.set(`${platform} ${flow}`, { platform, flow, since: saidAt(last), by: last.by });
  }
  return [...lapsed.values()].sort((a, b) => ascending(a.since, b.since));
};

/** An open incident nobody has spoken of for a day. */
export const isWithoutNews = ({ closedAt }: IncidentView, lastWordAt: Date | null, at: Date): boolean =>
  closedAt === null && lastWordAt !== null && hasPassed(TIME_RULES.news, lastWordAt, at);
