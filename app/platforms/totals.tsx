import type { AvailabilityFlow } from '#server/contract/availability';
import { Chart } from '../ui/chart';
import type { ChartAxis, ChartLane } from '../ui/lane-chart';
import { ScrollRegion, TableHead } from '../ui/table';
import { availabilityWords, lastingWords, ratioWords } from '../words/availability';
import { flowWords } from '../words/flows';

/** One lane of the chart, one line of its table. */
type Count = { name: string; figure: AvailabilityFlow['judged'] };

/** What is judged of each flow, and where something is measured, what was said and what was measured. */
const countsOf = (flows: readonly AvailabilityFlow[]): Count[] =>
  flows.flatMap(({ flow, judged, declared, measured }) => {
    const { name } = flowWords[flow];
    if (!measured) return [{ name, figure: judged }];
    return [
      { name, figure: judged },
      { name: availabilityWords.declared(name), figure: declared },
      { name: availabilityWords.measuredOf(name), figure: measured },
    ];
  });

const MINUTES_OF_DAY = 1440;

/** In the order drawn. Nothing signalled is pale: no proof that it worked. */
const drawnCount = ({ name, figure }: Count): ChartLane => ({
  name,
  pieces: [
    { length: figure.operational - figure.presumed, fill: 'var(--color-possible-fill)' },
    { length: figure.presumed, fill: 'var(--color-line)' },
    { length: figure.degraded, fill: 'var(--color-restricted-fill)' },
    { length: figure.maintenance, fill: 'var(--color-line-strong)' },
    { length: figure.unknown, fill: 'var(--color-unknown-fill)' },
    { length: figure.down, fill: 'var(--color-suspended-fill)' },
  ],
});

/** In days spent in each state. */
const AXIS: ChartAxis = {
  domain: [0, 'dataMax'],
  tickCount: 4,
  tickFormatter: (minutes: number) => `${Math.round(minutes / MINUTES_OF_DAY)} j`,
};

/** The time spent in each state, as judged, as declared and as measured: a chart and a table. */
export const Totals = ({ flows }: { flows: readonly AvailabilityFlow[] }) => {
  const counts = countsOf(flows);
  return (
    <>
      <Chart title={availabilityWords.totals} lanes={counts.map(drawnCount)} axis={AXIS} />
      <details>
        <summary>{availabilityWords.totalsAsTable}</summary>
        <ScrollRegion label={availabilityWords.totalsRegion}>
          <table className="day-table">
            <caption>{availabilityWords.totalsCaption}</caption>
            <TableHead columns={[...availabilityWords.totalsColumns, availabilityWords.ofWhichPresumed]} />
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
