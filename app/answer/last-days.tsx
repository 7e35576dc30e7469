import { memo } from 'react';
import type { Timeline } from '#server/contract/answers';
import { Chart } from '../ui/chart';
import { DatedPart, useDoubtSince } from '../ui/freshness';
import { Dated } from '../ui/moment';
import type { NameOf } from '../ui/names';
import { Section } from '../ui/page-body';
import { HealthMark, Mark } from '../ui/signs';
import { TableHead } from '../ui/table';
import { answerPageWords } from '../words/answer-page';
import { healthWordOf } from '../words/flows';
import { doubtWords } from '../words/freshness';
import { PAST_UNREADABLE, periodWords } from '../words/periods';
import { drawnLanes, type Lane, lanesOf, timelineAxis } from './flow-timelines';
import { VerdictStrip } from './verdict-strip';

type HealthTimelineProps = {
  timeline: Timeline;
  /** Where what still lasted was last seen to last; null: it still does. */
  until: string | null;
  nameOf: NameOf;
};

/** The state of each flow somebody spoke of, over ninety days: a chart once the page runs, and always a table. */
export const HealthTimeline = ({ timeline, until, nameOf }: HealthTimelineProps) => {
  const lanes = lanesOf(timeline, nameOf);
  if (lanes.length === 0) return null;
  const seen = new Map(
    lanes.flatMap(({ spans }) =>
      spans.map(({ health, basis }) => {
        const healthWord = healthWordOf(health, basis);
        return [healthWord.word, healthWord] as const;
      }),
    ),
  );
  return (
    <>
      <Chart
        title={answerPageWords.flowStates}
        lanes={drawnLanes(lanes, timeline)}
        axis={timelineAxis(timeline)}
      />
      <p className="legend">
        {[...seen.values()].map((healthWord) => (
          <Mark key={healthWord.word} healthWord={healthWord} />
        ))}
      </p>
      <LanesTable lanes={lanes} until={until} />
    </>
  );
};

const LanesTable = ({ lanes, until }: { lanes: readonly Lane[]; until: string | null }) => (
  <details>
    <summary>{answerPageWords.flowsAsTable}</summary>
    <table>
      <caption>{answerPageWords.flowsCaption}</caption>
      <TableHead columns={[answerPageWords.flow, answerPageWords.period, answerPageWords.state]} />
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

type LastDaysProps = { timeline: Timeline; nameOf: NameOf };

/** The past of an answer. It is read once: on a page that stays open, nothing in it is said to last until now. */
export const LastDays = ({ timeline, nameOf }: LastDaysProps) => {
  const doubt = useDoubtSince(timeline.at);
  const title = doubt ? <Dated text={doubtWords.lastDays(doubt.dating)} /> : answerPageWords.lastDays;
  return (
    <Section id="jours" title={title}>
      <Drawn timeline={timeline} until={doubt ? timeline.at : null} nameOf={nameOf} />
    </Section>
  );
};

/** Memoised: charts are not drawn again at each tick of the ages. */
const Drawn = memo(({ timeline, until, nameOf }: LastDaysProps & { until: string | null }) => (
  <DatedPart>
    <VerdictStrip timeline={timeline} until={until} />
    <HealthTimeline timeline={timeline} until={until} nameOf={nameOf} />
  </DatedPart>
));

/** In its place while the server has no database. */
export const UnreadDays = () => (
  <Section id="jours" title={answerPageWords.lastDays}>
    <p>{PAST_UNREADABLE}</p>
  </Section>
);
