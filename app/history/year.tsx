import { Link } from '@remix-run/react';
import type { AvailabilityCalendar } from '#server/contract/availability';
import { eveningOf, monthsBefore, noonOf, weekdayOf } from '../platforms/days';
import { DatedPart } from '../ui/freshness';
import type { NameOf } from '../ui/names';
import { Section } from '../ui/page-body';
import type { Paths } from '../ui/paths';
import { Mark } from '../ui/signs';
import {
  calendarWords,
  dayStateWords,
  lastingWords,
  troubledStates,
  weekdayInitials,
} from '../words/availability';
import { historyWords } from '../words/history';
import { fullDay, monthOf } from '../words/instants';
import { capital } from '../words/typography';

type YearProps = { calendar: AvailabilityCalendar; nameOf: NameOf; paths: Paths };
type Day = AvailabilityCalendar['days'][number];

/** Up to twelve months, one cell a day, the worst of all platforms; a day that something touched leads to its history. */
export const Year = ({ calendar, nameOf, paths }: YearProps) => {
  const { from, to, days } = calendar;
  if (from === null || to === null) return null;
  const months = monthsBefore(to).filter((month) => month.some((day) => from <= day));
  const touched = new Map(days.map((each) => [each.day, each]));
  return (
    <Section id="annee" title={calendarWords.title}>
      <p className="hint">{calendarWords.hint}</p>
      <div className="year">
        {months.map((month) => (
          <div key={month[0]}>
            <p className="month">{capital(monthOf(noonOf(month[0] ?? to)))}</p>
            <p className="weekdays" aria-hidden="true">
              {weekdayInitials.map((initial, index) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: two days of the week share an initial
                <span key={index}>{initial}</span>
              ))}
            </p>
            <ol aria-label={monthOf(noonOf(month[0] ?? to))}>
              {month.map((day, index) => (
                <Cell
                  key={day}
                  day={day}
                  column={index === 0 ? weekdayOf(day) : undefined}
                  counted={touched.get(day)}
                  isCounted={from <= day && day <= to}
                  nameOf={nameOf}
                  paths={paths}
                />
              ))}
            </ol>
          </div>
        ))}
      </div>
      <p className="legend">
        <DatedPart>
          {troubledStates.map((state) => (
            <Mark key={state} healthWord={dayStateWords[state]} />
          ))}
        </DatedPart>
        <span className="faint">{calendarWords.untouched}</span>
      </p>
    </Section>
  );
};

type CellProps = {
  day: string;
  /** Where the first of a month falls in the week. */
  column: number | undefined;
  counted: Day | undefined;
  isCounted: boolean;
  nameOf: NameOf;
  paths: Paths;
};

const Cell = ({ day, column, counted, isCounted, nameOf, paths }: CellProps) => {
  const place = column === undefined ? '' : `starts-${column}`;
  const number = Number(day.slice(8));
  if (!counted || !isCounted)
    return (
      <li className={isCounted ? place : `is-uncounted ${place}`}>
        <span>
          {number}
          {!isCounted && <span className="visually-hidden">, {calendarWords.uncounted}</span>}
        </span>
      </li>
    );
  const { className, inSentence } = dayStateWords[counted.health];
  const lasting = counted.down > 0 ? ` ${lastingWords(counted.down)}` : '';
  return (
    <li className={`${className} ${place}`}>
      <Link
        to={paths.historyOn(eveningOf(day))}
        discover="none"
        aria-label={historyWords.day(
          fullDay(noonOf(day)),
          inSentence + lasting,
          counted.platforms.map(nameOf),
        )}
      >
        {number}
      </Link>
    </li>
  );
};
