import type { AvailabilityFlow } from '#server/contract/availability';
import { availabilityWords } from '../words/availability';
import { flowWords } from '../words/flows';

/** One lane of the chart, one line of its table. */
export type Count = { name: string; figure: AvailabilityFlow['judged'] };

/** What is judged of each flow, and where something is measured, what was said and what was measured. */
export const countsOf = (flows: readonly AvailabilityFlow[]): Count[] =>
  flows.flatMap(({ flow, judged, declared, measured }) => {
    const { name } = flowWords[flow];
    if (!measured) return [{ name, figure: judged }];
    return [
      { name, figure: judged },
      { name: availabilityWords.declared(name), figure: declared },
      { name: availabilityWords.measuredOf(name), figure: measured },
    ];
  });
