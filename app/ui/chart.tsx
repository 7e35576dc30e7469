import { lazy, Suspense } from 'react';
import { useHydrated } from './hydrated';
import type { ChartAxis, ChartLane } from './lane-chart';

/** Fetched once a chart is shown. Without a network it stays out: the table under it says the same. */
const LaneChart = lazy(() => import('./lane-chart').catch(() => ({ default: () => null })));

/** The room is kept before the chart comes: nothing moves when it does. */
const AXIS_HEIGHT = 44;
const LANE_HEIGHT = 34;

type ChartProps = { title: string; lanes: readonly ChartLane[]; axis: ChartAxis };

/** Lanes drawn once the page runs. Readers of screens are given the table that follows it. */
export const Chart = ({ title, lanes, axis }: ChartProps) => {
  const isRunning = useHydrated();
  return (
    <>
      <h3 className="chart-title">{title}</h3>
      <div className="chart" aria-hidden="true">
        <svg className="chart-room" width="1" height={AXIS_HEIGHT + lanes.length * LANE_HEIGHT} />
        <div className="chart-in">
          {isRunning && (
            <Suspense fallback={null}>
              <LaneChart lanes={lanes} axis={axis} />
            </Suspense>
          )}
        </div>
      </div>
    </>
  );
};
