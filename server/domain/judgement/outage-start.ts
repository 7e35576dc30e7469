import { earliest } from '../facts/intervals';
import { isBad, type Statement, saidAt, stands } from '../facts/statements';
import { hasPassed, TIME_RULES } from '../facts/time-rules';
import { type Known, knownOf } from './known-facts';
import { type About, type Link, linksAbout } from './links';

/**
 * Since when what a word is about has been out, for asking whether two persons are independent; null: it is not. A
 * return that is only announced does not end an outage, or whoever says one, then « down » again, would make of an old
 * outage one that began after a stolen account changed hands.
 */
export const outageStart = (known: Known, about: About): Date | null =>
  earliest(linksAbout(known, about).map((link) => startOf(known, link)));

const startOf = (known: Known, { statements, basis, health, since }: Link): Date | null => {
  const measured = basis === 'observed' && health !== 'operational' ? since : null;
  return earliest([measured, ...outagesSaid(known, statements).map(({ effectiveAt }) => effectiveAt)]);
};

/** The bad words since the last return that was confirmed, or that nobody contradicted for a day. */
const outagesSaid = (known: Known, newestFirst: readonly Statement[]): Statement[] => {
  const outages: Statement[] = [];
  let contradictedAt = known.at;
  for (const statement of newestFirst) {
    if (!isBad(statement)) {
      const isHeld = hasPassed(TIME_RULES.unopposedReturn, saidAt(statement), contradictedAt);
      if (isHeld || knownOf(known, statement.platform).confirmed.has(statement.id)) break;
      continue;
    }
    const isOld = hasPassed(TIME_RULES.beginning, saidAt(statement), known.at);
    if (isOld && !stands(statement, known.at)) break;
    outages.push(statement);
    contradictedAt = saidAt(statement);
  }
  return outages;
};
