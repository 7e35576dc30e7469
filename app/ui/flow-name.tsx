import type { Flow } from '#server/domain/facts/vocabulary';
import { flowWords } from '../words/flows';
import { flowMeanings } from '../words/meanings';

/** An exchange by its name in the trade, and in plain words below. */
export const FlowName = ({ flow }: { flow: Flow }) => (
  <>
    {flowWords[flow].name}
    <small className="means">{flowMeanings[flow]}</small>
  </>
);
