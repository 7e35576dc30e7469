import { earliest, shift } from '../facts/intervals';
import { INDEPENDENCE_AGE, notIndependent, type Person } from './independence';

/** In their first week people speak, and nobody may be a second person to them, nor they to anybody. */

const ofAgeFrom = ({ createdAt, vouchedAt }: Person): Date =>
  earliest([vouchedAt, shift(createdAt, INDEPENDENCE_AGE)]) ?? createdAt;

/** From when the first of some colleagues counts as a second person; null: one does already, or there is nobody. */
export const firstWeekUntil = (colleagues: readonly Person[], now: Date): Date | null => {
  const first = earliest(colleagues.map(ofAgeFrom));
  return first && first > now ? first : null;
};

/** Those who could confirm what somebody says of an outage to come, once it is of age itself. */
export const seconders = (speaker: Person, others: readonly Person[]): Person[] => {
  const asked = { now: ofAgeFrom(speaker), outageSince: null };
  return others.filter((other) => notIndependent(speaker, other, asked) === null);
};
