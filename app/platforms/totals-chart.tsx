import { Bar, BarChart, ResponsiveContainer, XAxis, YAxis } from 'recharts';
import type { Count } from './counts';

const MINUTES_OF_DAY = 1440;

/** In the order drawn. Nothing signalled is pale: no proof that it worked. */
const PARTS = [
  { key: 'proven', fill: 'var(--color-possible-fill)' },
  { key: 'presumed', fill: 'var(--color-line)' },
  { key: 'degraded', fill: 'var(--color-restricted-fill)' },
  { key: 'maintenance', fill: 'var(--color-line-strong)' },
  { key: 'unknown', fill: 'var(--color-unknown-fill)' },
  { key: 'down', fill: 'var(--color-suspended-fill)' },
] as const;

/** One lane a flow, in days spent in each state. Loaded only where it is shown. */
const TotalsChart = ({ counts }: { counts: readonly Count[] }) => {
  const rows = counts.map(({ name, figure }) => ({
    ...figure,
    name,
    proven: figure.operational - figure.presumed,
  }));
  return (
    <ResponsiveContainer width="100%" height="100%">
      <BarChart
        data={rows}
        layout="vertical"
        accessibilityLayer={false}
        barCategoryGap="30%"
        margin={{ top: 4, right: 24, bottom: 4, left: 4 }}
      >
        <XAxis
          type="number"
          domain={[0, 'dataMax']}
          tickFormatter={(minutes: number) => `${Math.round(minutes / MINUTES_OF_DAY)} j`}
          tickCount={4}
          stroke="var(--color-ink-soft)"
          fontSize={13}
        />
        <YAxis
          type="category"
          dataKey="name"
          width={150}
          interval={0}
          stroke="var(--color-ink-soft)"
          fontSize={13}
        />
        {PARTS.map(({ key, fill }) => (
          <Bar key={key} dataKey={key} stackId="lane" fill={fill} isAnimationActive={false} />
        ))}
      </BarChart>
    </ResponsiveContainer>
  );
};
export default TotalsChart;
