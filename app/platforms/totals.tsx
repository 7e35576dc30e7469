import { Suspense } from 'react';
import type { AvailabilityFlow } from '#server/contract/availability';
import { lazyChart, useHydrated } from '../ui/hydrated';
import { ScrollRegion } from '../ui/scroll-region';
import { availabilityWords, lastingWords, ratioWords } from '../words/availability';
import { countsOf } from './counts';

/** The room is kept before the chart comes: nothing moves when it does. */
const AXIS_HEIGHT = 44;
const LANE_HEIGHT = 34;

const TotalsChart = lazyChart(() => import('./totals-chart'));

/** The time spent in each state, what is judged beside what was declared and measured: drawn, and told in a table. */
export const Totals = ({ flows }: { flows: readonly AvailabilityFlow[] }) => {
  const isRunning = useHydrated();
  const counts = countsOf(flows);
  return (
    <>
      <h3 className="chart-title">{availabilityWords.totals}</h3>
      <div className="chart" aria-hidden="true">
        <svg className="chart-room" width="1" height={AXIS_HEIGHT + counts.length * LANE_HEIGHT} />
        <div className="chart-in">
          {isRunning && (
            <Suspense fallback={null}>
              <TotalsChart counts={counts} />
            </Suspense>
          )}
        </div>
      </div>
      <details>
        <summary>{availabilityWords.totalsAsTable}</summary>
        <ScrollRegion label={availabilityWords.totalsRegion}>
          <table className="day-table">
            <caption>{availabilityWords.totalsCaption}</caption>
            <thead>
              <tr>
                {availabilityWords.totalsColumns.map((name) => (
                  <th scope="col" key={name}>
                    {name}
                  </th>
                ))}
                <th scope="col">{availabilityWords.ofWhichPresumed}</th>
              </tr>
            </thead>
            <tbody>
              {counts.map(({ name, figure }) => (
                <tr key={name}>
                  <th scope="row">{name}</th>
                  <td>{ratioWords(figure.ratio)}</td>
                  {(['down', 'degraded', 'maintenance', 'unknown', 'operational', 'presumed'] as const).map(
                    (state) => (
                      <td key={state}>{figure[state] > 0 ? lastingWords(figure[state]) : '–'}</td>
                    ),
                  )}
                </tr>
              ))}
            </tbody>
          </table>
        </ScrollRegion>
      </details>
    </>
  );
};
