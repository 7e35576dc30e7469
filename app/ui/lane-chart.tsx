import type { ReactNode } from 'react';
import { Bar, BarChart, Cell, ResponsiveContainer, XAxis, type XAxisProps, YAxis } from 'recharts';

/** One lane: its pieces end to end, each as long as what it stands for. */
export type ChartLane = { name: string; pieces: readonly { length: number; fill: string }[] };

/** What the lengths are measured in, and how that is written. */
export type ChartAxis = Pick<XAxisProps, 'domain' | 'ticks' | 'tickCount' | 'tickFormatter'>;

type LaneChartProps = { lanes: readonly ChartLane[]; axis: ChartAxis };

/** The one module that loads recharts: `ui/chart.tsx` fetches it where a chart is shown. */
const LaneChart = ({ lanes, axis }: LaneChartProps): ReactNode => {
  const most = Math.max(...lanes.map(({ pieces }) => pieces.length));
  return (
    <ResponsiveContainer width="100%" height="100%">
      <BarChart
        data={[...lanes]}
        layout="vertical"
        accessibilityLayer={false}
        barCategoryGap="30%"
        margin={{ top: 4, right: 24, bottom: 4, left: 4 }}
      >
        <XAxis type="number" {...axis} stroke="var(--color-ink-soft)" fontSize={13} />
        <YAxis
          type="category"
          dataKey="name"
          width={150}
          interval={0}
          stroke="var(--color-ink-soft)"
          fontSize={13}
        />
        {Array.from({ length: most }, (_, index) => (
          <Bar
            // biome-ignore lint/suspicious/noArrayIndexKey: a piece is its place in the lane
            key={index}
            dataKey={({ pieces }: ChartLane) => pieces[index]?.length ?? 0}
            stackId="lane"
            isAnimationActive={false}
          >
            {lanes.map(({ name, pieces }) => (
              <Cell key={name} fill={pieces[index]?.fill ?? 'none'} />
            ))}
          </Bar>
        ))}
      </BarChart>
    </ResponsiveContainer>
  );
};
export default LaneChart;
