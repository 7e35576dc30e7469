import { Suspense } from 'react';
import type { Timeline } from '#server/contract/answers';
import { healthWordOf } from '../words/fr/flows';
import { periodWords } from '../words/fr/periods';
import { HealthMark, Mark } from './health-mark';
import { type Lane, lanesOf } from './lanes';
import { lazyChart } from './lazy-chart';
import { Dated } from './moment';
import { useIsRunning } from './running';
import type { NameOf } from './told';

/** The room is kept before the chart comes: nothing moves when it does. */
const AXIS_HEIGHT = 44;
const LANE_HEIGHT = 34;

const HealthChart = lazyChart(() => import('./health-chart'));

type HealthTimelineProps = {
  timeline: Timeline;
  /** Where what still lasted was last seen to last; null: it still does. */
  until: string | null;
  nameOf: NameOf;
};

/** The state of each flow somebody spoke of, over ninety days: drawn once the page runs, told in a table always. */
export const HealthTimeline = ({ timeline, until, nameOf }: HealthTimelineProps) => {
  const isRunning = useIsRunning();
  const lanes = lanesOf(timeline, nameOf);
  if (lanes.length === 0) return null;
  const seen = new Map(
    lanes.flatMap(({ spans }) =>
      spans.map(({ health, basis }) => {
        const told = healthWordOf(health, basis);
        return [told.word, told] as const;
      }),
    ),
  );
  return (
    <>
      <h3 className="chart-title">État de chaque échange</h3>
      <div className="chart" aria-hidden="true">
        <svg className="chart-room" width="1" height={AXIS_HEIGHT + lanes.length * LANE_HEIGHT} />
        <div className="chart-in">
          {isRunning && (
            <Suspense fallback={null}>
              <HealthChart lanes={lanes} from={timeline.from} at={timeline.at} />
            </Suspense>
          )}
        </div>
      </div>
      <p className="legend">
        {[...seen.values()].map((told) => (
          <Mark key={told.word} told={told} />
        ))}
      </p>
      <LanesTable lanes={lanes} until={until} />
    </>
  );
};

const LanesTable = ({ lanes, until }: { lanes: readonly Lane[]; until: string | null }) => (
  <details>
    <summary>L’état de chaque échange, en tableau</summary>
    <table>
      <caption>L’état de chaque échange par période, la plus récente d’abord</caption>
      <thead>
        <tr>
          <th scope="col">Échange</th>
          <th scope="col">Période</th>
          <th scope="col">État</th>
        </tr>
      </thead>
      <tbody>
        {lanes.flatMap((lane) =>
          [...lane.spans].reverse().map((span) => (
            <tr key={`${lane.name} ${span.from}`}>
              <th scope="row">{lane.name}</th>
              <td>
                <Dated text={periodWords(span, until)} />
              </td>
              <td>
                <HealthMark health={span.health} basis={span.basis} />
              </td>
            </tr>
          )),
        )}
      </tbody>
    </table>
  </details>
);
