import { day as dayText } from '../../words/fr/instants';

/** Noon in UTC is the same day in Paris, summer and winter. */
export const noonOf = (day: string): string => `${day}T12:00:00Z`;

/** « du 4 janvier au 2 avril », of days in order. */
export const periodWords = (days: readonly { day: string }[]): string => {
  const [first, last] = [days[0], days.at(-1)];
  return first && last ? `du ${dayText(noonOf(first.day))} au ${dayText(noonOf(last.day))}` : '';
};

/** Late in the evening, whatever the season. */
export const eveningOf = (day: string): string => `${day}T21:30:00.000Z`;

/** Of the week, Monday is 1. */
export const weekdayOf = (day: string): number => new Date(noonOf(day)).getUTCDay() || 7;

/** The days of the twelve months up to the one a day falls in, month by month. */
export const monthsBefore = (day: string): string[][] => {
  const [year = 0, month = 1] = day.split('-').map(Number);
  return Array.from({ length: 12 }, (_, index) => {
    const first = month - 12 + index;
    const count = new Date(Date.UTC(year, first + 1, 0)).getUTCDate();
    return Array.from({ length: count }, (_, rank) =>
      new Date(Date.UTC(year, first, rank + 1)).toISOString().slice(0, 10),
    );
  });
};
