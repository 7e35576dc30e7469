import type { Timeline } from '#server/contract/answers';
import type { ChartAxis, ChartLane } from '../ui/lane-chart';
import type { NameOf } from '../ui/names';
import { flowWords, healthWords } from '../words/flows';
import { shortDay } from '../words/instants';

/** One flow over time; the platform is named when there are several. */
export type Lane = Timeline['flows'][number] & { name: string };

/** The flows somebody spoke of; those presumed all along have nothing to show. */
export const lanesOf = ({ flows }: Timeline, nameOf: NameOf): Lane[] => {
  const several = new Set(flows.map(({ platform }) => platform)).size > 1;
  return flows
    .filter(({ spans }) => spans.some(({ basis }) => basis !== 'presumed'))
    .map((lane) => {
      const { name } = flowWords[lane.flow];
      return { ...lane, name: several ? `${name}, ${nameOf(lane.platform)}` : name };
    });
};

type Span = Lane['spans'][number];

/** Nothing signalled is drawn pale: no proof that it worked. */
const fillOf = ({ health, basis }: Span): string =>
  health === 'operational' && basis === 'presumed' ? 'var(--color-line)' : healthWords[health].fill;

/** The same lanes as they are drawn: a piece a period, the times it was not judged left blank. */
export const drawnLanes = (lanes: readonly Lane[], { from, at }: Timeline): ChartLane[] =>
  lanes.map(({ name, spans }) => ({ name, pieces: piecesOf(spans, Date.parse(from), Date.parse(at)) }));

const piecesOf = (spans: readonly Span[], start: number, end: number): ChartLane['pieces'] => {
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

/** The ninety days, with a day written at each month. */
export const timelineAxis = ({ from, at }: Timeline): ChartAxis => {
  const start = Date.parse(from);
  const length = Date.parse(at) - start;
  const month = length / 3;
  return {
    domain: [0, length],
    ticks: [0, month, 2 * month, length],
    tickFormatter: (elapsed: number) => shortDay(new Date(start + elapsed)),
  };
};
