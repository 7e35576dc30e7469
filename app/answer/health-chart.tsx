import { Bar, BarChart, Cell, ResponsiveContainer, XAxis, YAxis } from 'recharts';
import { shortDay } from '../words/instants';
import type { Lane } from './flow-timelines';

type HealthChartProps = { lanes: readonly Lane[]; from: string; at: string };
type Span = Lane['spans'][number];

/** One lane a flow, one bar a period. Loaded only where it is shown. */
const HealthChart = ({ lanes, from, at }: HealthChartProps) => {
  const start = Date.parse(from);
  const length = Date.parse(at) - start;
  const rows = lanes.map(({ name, spans }) => ({ name, pieces: piecesOf(spans, start, Date.parse(at)) }));
  const most = Math.max(...rows.map(({ pieces }) => pieces.length));
  const month = length / 3;
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
          domain={[0, length]}
          ticks={[0, month, 2 * month, length]}
          tickFormatter={(elapsed: number) => shortDay(new Date(start + elapsed))}
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
        {Array.from({ length: most }, (_, index) => (
          <Bar
            // biome-ignore lint/suspicious/noArrayIndexKey: a period is its place in the lane
            key={index}
            dataKey={({ pieces }: (typeof rows)[number]) => pieces[index]?.length ?? 0}
            stackId="lane"
            isAnimationActive={false}
          >
            {rows.map(({ name, pieces }) => (
              <Cell key={name} fill={pieces[index]?.fill ?? 'none'} />
            ))}
          </Bar>
        ))}
      </BarChart>
    </ResponsiveContainer>
  );
};
export default HealthChart;

const FILLS: Record<Span['health'], string> = {
  operational: 'var(--color-possible-fill)',
  degraded: 'var(--color-restricted-fill)',
  maintenance: 'var(--color-unknown-fill)',
  unknown: 'var(--color-unknown-fill)',
  down: 'var(--color-suspended-fill)',
};

/** Nothing signalled is drawn pale: no proof that it worked. */
const fillOf = ({ health, basis }: Span): string =>
  health === 'operational' && basis === 'presumed' ? 'var(--color-line)' : FILLS[health];

/** A lane's periods end to end, the times it was not judged left blank. */
const piecesOf = (spans: readonly Span[], start: number, end: number): { length: number; fill: string }[] => {
  let reached = start;
  return spans.flatMap((span) => {
    const from = Date.parse(span.from);
    const to = span.to === null ? end : Date.parse(span.to);
    const gap = { length: from - reached, fill: 'none' };
    reached = to;
    const piece = { length: to - from, fill: fillOf(span) };
    return gap.length > 0 ? [gap, piece] : [piece];
  });
};
