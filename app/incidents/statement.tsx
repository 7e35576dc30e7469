import type { Step } from '#server/contract/incidents';
import { Moment } from '../ui/moment';
import type { NameOf } from '../ui/names';
import { HealthMark } from '../ui/signs';
import { SourceLink } from '../ui/source-link';
import { flowWords } from '../words/flows';
import { longInstant } from '../words/instants';
import { professionWords } from '../words/professions';
import { fr, listed } from '../words/typography';

export type StatementStep = Extract<Step, { type: 'statement' }>;

type Claimed = Pick<
  StatementStep,
  | 'platform'
  | 'flows'
  | 'professions'
  | 'mutuelles'
  | 'health'
  | 'expectedBack'
  | 'retractedAt'
  | 'confirmedBy'
  | 'sourceUrl'
> & { name?: string };
type StoryClaimProps = { step: Claimed; nameOf: NameOf };

/** What was said of which flows, for whom, and what became of that word. */
export const StoryClaim = ({ step, nameOf }: StoryClaimProps) => (
  <>
    <p className="claim">
      <span>{nameOf(step.platform)}</span>
      {step.flows.map((flow) => (
        <span key={flow} className="claimed">
          {flowWords[flow].name}
          <HealthMark health={step.health} basis="declared" />
        </span>
      ))}
    </p>
    <p className="says">
      {audienceOf(step)}
      {step.expectedBack && (
        <>
          {fr`. Retour attendu : `}
          <Moment iso={step.expectedBack} as={longInstant} />
        </>
      )}
      {step.retractedAt && (
        <>
          . <b>Retiré</b> le <Moment iso={step.retractedAt} as={longInstant} />
        </>
      )}
      {step.confirmedBy.length > 0 && (
        <>
          . <b>Confirmé</b> par {listed(step.confirmedBy)}
        </>
      )}{' '}
      {step.sourceUrl && <SourceLink url={step.sourceUrl} of={step.name ?? nameOf(step.platform)} />}
    </p>
  </>
);

const audienceOf = ({ professions, mutuelles }: Claimed): string => {
  const readers = professions
    ? `Pour les ${listed(professions.map((each) => professionWords[each].plural))}`
    : 'Pour toutes les professions';
  return mutuelles ? `${readers}, pour certaines mutuelles seulement (${mutuelles.length})` : readers;
};
