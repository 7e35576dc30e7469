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

const SLOT = 10;
const BAR = 8.5;

type DayBarsProps = {
  className?: string;
  label: string;
  height: number;
  /** Left blank under the bars. */
  foot: number;
  days: readonly { key: string | number; className: string; height: number; title?: string | null }[];
};

/** A bar a day. The taller, the worse: the strip reads without its colours. */
export const DayBars = ({ className, label, height, foot, days }: DayBarsProps) => (
  <svg
    className={className}
    viewBox={`0 0 ${days.length * SLOT} ${height}`}
    preserveAspectRatio="none"
    role="img"
    aria-label={label}
  >
    {days.map((day, index) => (
      <rect
        key={day.key}
        className={day.className}
        x={index * SLOT + (SLOT - BAR) / 2}
        y={height - foot - day.height}
        width={BAR}
        height={day.height}
      >
        {day.title && <title>{day.title}</title>}
      </rect>
    ))}
  </svg>
);
