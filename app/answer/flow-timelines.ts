import type { Timeline } from '#server/contract/answers';
import type { NameOf } from '../ui/names';
import { flowWords } from '../words/flows';

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
