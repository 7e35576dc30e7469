import type { AvailabilityDay, AvailabilityFlow, AvailabilityMinutes } from '#server/contract/availability';
import { type DayState, dayStates } from '../../words/fr/availability';

/** The worst of a day, whatever its length; presumed only when nothing at all proves that it worked. */
export const stateOf = (minutes: AvailabilityMinutes): DayState =>
  dayStates.find((state) =>
    state === 'operational' ? minutes.operational > minutes.presumed : minutes[state] > 0,
  ) ?? 'presumed';

/** Something was said or measured of it. */
export const isTold = ({ days }: AvailabilityFlow): boolean => days.some(isToldDay);

export const isToldDay = (day: AvailabilityDay): boolean =>
  day.measured !== null || day.correction !== null || stateOf(day.judged) !== 'presumed';
