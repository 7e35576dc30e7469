import type { Step } from '#server/contract/incidents';
import { SourceLink } from '../ui/fact';
import { Moment } from '../ui/moment';
import type { NameOf } from '../ui/names';
import { HealthMark, Mark } from '../ui/signs';
import { flowWords } from '../words/flows';
import { importedWords } from '../words/imported';
import { announcedWord, incidentPageWords } from '../words/incident-page';
import { fullMoment } from '../words/instants';

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
> &
  Partial<Pick<StatementStep, 'imported' | 'name'>>;
/** `isAwaited`: a return that waits for a second person, and is no green until then. */
type StoryClaimProps = { step: Claimed; nameOf: NameOf; isAwaited?: boolean };

/** What was said of which flows, for whom, and what became of that word. */
export const StoryClaim = ({ step, nameOf, isAwaited = false }: StoryClaimProps) => (
  <>
    <p className="claim">
      <span>{nameOf(step.platform)}</span>
      {step.flows.map((flow) => (
        <span key={flow} className="claimed">
          {flowWords[flow].name}
          {isAwaited ? (
            <Mark healthWord={announcedWord} />
          ) : (
            <HealthMark health={step.health} basis="declared" />
          )}
        </span>
      ))}
    </p>
    <p className="says">
      {incidentPageWords.audience(step.professions, step.mutuelles)}
      {step.expectedBack && (
        <>
          {incidentPageWords.backExpected}
          <Moment iso={step.expectedBack} as={fullMoment} />
        </>
      )}
      {step.retractedAt && (
        <>
          . <b>{incidentPageWords.retracted}</b>
          {incidentPageWords.retractedOn}
          <Moment iso={step.retractedAt} as={fullMoment} />
        </>
      )}
      {step.confirmedBy.length > 0 && (
        <>
          . <b>{incidentPageWords.confirmed}</b>
          {incidentPageWords.confirmedBy(step.confirmedBy)}
        </>
      )}
      {step.imported && ` · ${importedWords.statement}`}{' '}
      {step.sourceUrl && <SourceLink url={step.sourceUrl} of={step.name ?? nameOf(step.platform)} />}
    </p>
  </>
);
