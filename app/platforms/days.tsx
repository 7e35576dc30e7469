import type { AvailabilityDay, AvailabilityFlow, AvailabilityMinutes } from '#server/contract/availability';
import { DayBars } from '../ui/chart';
import { Dated } from '../ui/moment';
import { ScrollRegion, TableHead } from '../ui/table';
import {
  availabilityWords,
  type DayState,
  dayStates,
  dayStateWords,
  dayWords,
  stripWords,
} from '../words/availability';
import { flowWords } from '../words/flows';
import { day as dayText, fullDay } from '../words/instants';

/** The worst of a day, whatever its length; presumed only when nothing at all proves that it worked. */
export const stateOf = (minutes: AvailabilityMinutes): DayState =>
  dayStates.find((state) =>
    state === 'operational' ? minutes.operational > minutes.presumed : minutes[state] > 0,
  ) ?? 'presumed';

/** Something was said or measured of it. */
export const isKnown = ({ days }: AvailabilityFlow): boolean => days.some(isKnownDay);

export const isKnownDay = (day: AvailabilityDay): boolean =>
  day.measured !== null || day.correction !== null || stateOf(day.judged) !== 'presumed';

/** Noon in UTC is the same day in Paris, summer and winter. */
export const noonOf = (day: string): string => `${day}T12:00:00Z`;

/** « du 4 janvier au 2 avril », of days in order. */
export const periodWords = (days: readonly { day: string }[]): string => {
  const [first, last] = [days[0], days.at(-1)];
  return first && last ? availabilityWords.period(dayText(noonOf(first.day)), dayText(noonOf(last.day))) : '';
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

/** The strips again, in words: one line a day of which something was said, one column a flow. */
export const DaysTable = ({ flows }: { flows: readonly AvailabilityFlow[] }) => {
  const days = (flows[0]?.days ?? []).map(({ day }, index) => ({
    day,
    counts: flows.flatMap((flow) => flow.days[index] ?? []),
  }));
  const shown = days.filter((each) => each.counts.some(isKnownDay)).reverse();
  return (
    <details>
      <summary>{availabilityWords.daysAsTable}</summary>
      <ScrollRegion label={availabilityWords.daysRegion}>
        <table className="day-table">
          <caption>{availabilityWords.daysCaption}</caption>
          <TableHead columns={[availabilityWords.day, ...flows.map(({ flow }) => flowWords[flow].name)]} />
          <tbody>
            {shown.map(({ day, counts }) => (
              <tr key={day}>
                <th scope="row">
                  <Dated text={fullDay(noonOf(day))} />
                </th>
                {counts.map(({ judged, measured, correction }, index) => (
                  <td key={flows[index]?.flow}>
                    {dayWords(judged)}
                    {measured && <small>{availabilityWords.measuredDay(dayWords(measured))}</small>}
                    {correction && (
                      <small>{availabilityWords.correctedDay(dayWords(correction.judged))}</small>
                    )}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollRegion>
    </details>
  );
};

const BAR_HEIGHT: Record<DayState, number> = {
  presumed: 4,
  operational: 6,
  degraded: 14,
  maintenance: 18,
  unknown: 22,
  down: 32,
};

/** A bar for each day of a flow, by its worst state; its details are in the title of the bar and in the table. */
export const Strip = ({ flow, days }: AvailabilityFlow) => {
  const states = days.map(({ judged }) => stateOf(judged));
  const counts = dayStates
    .map((state) => ({ state, days: states.filter((each) => each === state).length }))
    .filter((count) => count.days > 0);
  return (
    <DayBars
      className="day-strip"
      label={stripWords(flowWords[flow].name, periodWords(days), counts)}
      height={34}
      foot={1}
      days={days.map(({ day, judged }, index) => {
        const state = states[index] ?? 'presumed';
        return {
          key: day,
          className: dayStateWords[state].className,
          height: BAR_HEIGHT[state],
          title: state === 'presumed' ? null : `${dayText(noonOf(day))} : ${dayWords(judged)}`,
        };
      })}
    />
  );
};
