import { DAY, HOUR, shift } from './intervals';

/** How many weeks back tell what is usual. */
const WEEKS = 8;

const parisHours = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'Europe/Paris',
  hour: '2-digit',
  hourCycle: 'h23',
});
const parisHour = (instant: Date): number => Number(parisHours.format(instant));

/** The hour an instant falls in, by its beginning; the same in UTC and in Paris. */
export const hourOf = (instant: Date): Date => new Date(Math.floor(+instant / HOUR) * HOUR);

/** The same weekday and hour in Paris, of the weeks before, by their beginning. */
export const sameHoursBefore = (instant: Date): Date[] => {
  const hour = hourOf(instant);
  return Array.from({ length: WEEKS }, (_, week) => {
    const before = shift(hour, -(week + 1) * 7 * DAY);
    // Summer time came or went in between: an hour more, or one less.
    const drift = ((parisHour(hour) - parisHour(before) + 36) % 24) - 12;
    return shift(before, drift * HOUR);
  });
};

/** The mean of what was counted at the same weekday and hour; an hour without a count had none. */
export const usualOf = (counts: ReadonlyMap<number, number>, instant: Date): number =>
  sameHoursBefore(instant).reduce((sum, hour) => sum + (counts.get(+hour) ?? 0), 0) / WEEKS;
