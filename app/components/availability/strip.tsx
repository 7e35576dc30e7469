import type { AvailabilityFlow } from '#server/contract/availability';
import { type DayState, dayStates, dayStateWords, dayWords, stripWords } from '../../words/fr/availability';
import { flowWords } from '../../words/fr/flows';
import { day as dayText } from '../../words/fr/instants';
import { stateOf } from './days';
import { noonOf, periodWords } from './paris';

const SLOT = 10;
const BAR = 8.5;
const HEIGHT = 34;

/** The taller, the worse: the strip reads without its colours. */
const BAR_HEIGHT: Record<DayState, number> = {
  presumed: 4,
  operational: 6,
  degraded: 14,
  maintenance: 18,
  unknown: 22,
  down: 32,
};

/** Each day of a flow by its worst; what was told of it under the pointer, and in the table below. */
export const Strip = ({ flow, days }: AvailabilityFlow) => {
  const states = days.map(({ judged }) => stateOf(judged));
  const counts = dayStates
    .map((state) => ({ state, days: states.filter((each) => each === state).length }))
    .filter((count) => count.days > 0);
  return (
    <svg
      className="day-strip"
      viewBox={`0 0 ${days.length * SLOT} ${HEIGHT}`}
      preserveAspectRatio="none"
      role="img"
      aria-label={stripWords(flowWords[flow].name, periodWords(days), counts)}
    >
      {days.map(({ day, judged }, index) => {
        const state = states[index] ?? 'presumed';
        return (
          <rect
            key={day}
            className={dayStateWords[state].className}
            x={index * SLOT + (SLOT - BAR) / 2}
            y={HEIGHT - 1 - BAR_HEIGHT[state]}
            width={BAR}
            height={BAR_HEIGHT[state]}
          >
            {state !== 'presumed' && <title>{`${dayText(noonOf(day))} : ${dayWords(judged)}`}</title>}
          </rect>
        );
      })}
    </svg>
  );
};
