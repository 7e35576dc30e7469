import { judgePlatform } from './candidate';
import type { Directory } from './directory';
import type { Evidence } from './evidence';
import { MINUTE, shift } from './intervals';
import { changePoints } from './judgement/change-points';
import { TIME_RULES } from './judgement/time-rules';
import { type Known, knownFacts } from './known';
import type { Link } from './links';
import { operatorWords } from './operator-words';
import { isBad, type Statement, saidAt } from './statements';
import { type Flow, PROFESSIONS, type Profession } from './vocabulary';

/**
 * A return that read « annoncé, non confirmé ». `confirmedAt`: when it first read operational to all it was announced
 * to; null: not yet, or it did not hold. `delay`: whole minutes.
 */
export type AnnouncedReturn = {
  flow: Flow;
  announcedAt: Date;
  confirmedAt: Date | null;
  delay: number | null;
};

/** Without another voice a return is confirmed within a day, or lapses within seven. */
const WATCHED = TIME_RULES.unopposedReturn.lasts + TIME_RULES.standing.lasts;

type Place = { directory: Directory; evidence: Evidence; platform: string; flow: Flow };

/** Returns announced by the operator in a period, judged at each moment as it was known then. */
export const returnsOf = (
  directory: Directory,
  evidence: Evidence,
  platform: string,
  flow: Flow,
  { from, to }: { from: Date; to: Date },
): AnnouncedReturn[] => {
  const place = { directory, evidence, platform, flow };
  const returns: AnnouncedReturn[] = [];
  for (const word of operatorWords(directory, evidence, platform, flow)) {
    const announcedAt = saidAt(word);
    const isRepeated = returns.some(({ confirmedAt }) => confirmedAt !== null && announcedAt < confirmedAt);
    if (isBad(word) || announcedAt < from || announcedAt > to || isRepeated) continue;
    const told = announcedTo(place, word);
    if (told.length === 0) continue;
    const confirmedAt = confirmationOf(place, told, announcedAt, to);
    const delay = confirmedAt && Math.round((+confirmedAt - +announcedAt) / MINUTE);
    returns.push({ flow, announcedAt, confirmedAt, delay });
  }
  return returns;
};

const linkAt = (known: Known, { platform, flow }: Place, profession: Profession): Link | undefined =>
  judgePlatform(known, platform, { profession, mutuelle: null, concentrator: null }).flows.find(
    (each) => each.flow === flow,
  )?.links[0];

/** The professions to whom it read as announced when it was said. */
const announcedTo = (place: Place, word: Statement): readonly Profession[] => {
  const known = knownFacts(place.directory, place.evidence, saidAt(word), saidAt(word));
  return (word.professions ?? PROFESSIONS).filter(
    (profession) => linkAt(known, place, profession)?.basis === 'announced',
  );
};

const confirmationOf = (
  place: Place,
  professions: readonly Profession[],
  announcedAt: Date,
  to: Date,
): Date | null => {
  const end = shift(announcedAt, WATCHED);
  const grounds = { directory: place.directory, evidence: place.evidence, conventions: [], knownAt: null };
  for (const moment of changePoints(grounds, announcedAt, end < to ? end : to)) {
    const known = knownFacts(place.directory, place.evidence, moment, moment);
    const links = professions.flatMap((profession) => linkAt(known, place, profession) ?? []);
    if (links.every(({ health }) => health === 'operational')) return moment;
    if (links.some(isBroken)) return null;
  }
  return null;
};

/** It did not hold: the outage is said, or measured, again. */
const isBroken = ({ health, basis }: Link): boolean =>
  health !== 'operational' && basis !== 'announced' && basis !== 'contested';
