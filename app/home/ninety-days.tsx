import { dayNumber } from '#server/contract/calendar';
import type { OperatorOverview } from '#server/contract/overview';
import { type DayState, dayStateWords, troubledStates } from '../words/availability';
import { stripWords } from '../words/home';

const DAYS = 90;
const noonOf = (day: string): string => `${day}T12:00:00Z`;

/** Taller when it was worse: colour is not the only sign. */
const HEIGHT: Record<string, number> = { down: 16, unknown: 12, maintenance: 9, degraded: 6 };
const FLOOR = 16;

type NinetyDaysProps = { operator: OperatorOverview; from: string | null; to: string | null };

/** Ninety days as one drawing: a thin line of days of which nothing was said, a bar for each other. */
export const NinetyDays = ({ operator, from, to }: NinetyDaysProps) => {
  if (from === null || to === null) return null;
  const last = dayNumber(noonOf(to));
  const begins = Math.max(0, DAYS - 1 - (last - dayNumber(noonOf(from))));
  const placed = operator.days.map(({ day, health }) => ({
    health: health as DayState,
    x: DAYS - 1 - (last - dayNumber(noonOf(day))),
  }));
  const states = troubledStates
    .map((state) => ({ state, days: placed.filter(({ health }) => health === state) }))
    .filter(({ days }) => days.length > 0);
  const label = stripWords(
    operator.name,
    states.map(({ state, days }) => ({ state, days: days.length })),
  );
  return (
    <svg className="ninety" viewBox="0 0 90 16" preserveAspectRatio="none" role="img" aria-label={label}>
      <path className="ninety-quiet" d={`M${begins} ${FLOOR - 2}H${DAYS}v2H${begins}z`} />
      {states.map(({ state, days }) => {
        const height = HEIGHT[state] ?? FLOOR;
        const bars = days.map(({ x }) => `M${x} ${FLOOR - height}h.8v${height}h-.8z`).join('');
        return <path key={state} className={dayStateWords[state].className} d={bars} />;
      })}
    </svg>
  );
};
