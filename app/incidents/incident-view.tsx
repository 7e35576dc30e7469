import type { IncidentRecord, Step } from '#server/contract/incidents';
import { DatedPart } from '../ui/freshness';
import { isRecordedLater, Moment } from '../ui/moment';
import type { NameOf } from '../ui/names';
import { Section } from '../ui/page-body';
import { incidentPageWords } from '../words/incident-page';
import { stageWords } from '../words/incidents';
import { longMoment } from '../words/instants';
import { organisationKindWords } from '../words/organisations';
import { typeset } from '../words/typography';
import { type StatementStep, StoryClaim } from './statement';

type IncidentStoryProps = { incident: IncidentRecord; nameOf: NameOf };

/** Every step, newest first: who spoke, what state was said of which flows, for whom. */
export const IncidentStory = ({ incident, nameOf }: IncidentStoryProps) => (
  <Section id="etapes" title={incidentPageWords.steps}>
    {incident.steps.length === 0 ? (
      <p className="empty">{incidentPageWords.noStep}</p>
    ) : (
      <DatedPart>
        <ol className="story">
          {withStatements(incident.steps).map(({ step, claims }) => (
            <li
              key={`${step.type} ${step.id}`}
              className={claims.length > 0 && claims.every(isRetracted) ? 'is-void' : undefined}
            >
              <StepHead step={step} />
              {step.text && <blockquote>{typeset(step.text)}</blockquote>}
              {claims.map((claim) => (
                <StoryClaim key={claim.id} step={claim} nameOf={nameOf} />
              ))}
            </li>
          ))}
        </ol>
      </DatedPart>
    )}
  </Section>
);

type UpdateWithStatements = { step: Step; claims: StatementStep[] };

/** An update is shown with the statements it made; newest first. */
const withStatements = (steps: readonly Step[]): UpdateWithStatements[] => {
  const points = new Set(steps.map(({ id }) => id));
  const claims = steps.filter((step): step is StatementStep => step.type === 'statement');
  const isInPoint = (step: Step) =>
    step.type === 'statement' && step.update !== null && points.has(step.update);
  return [...steps]
    .reverse()
    .filter((step) => !isInPoint(step))
    .map((step) => ({
      step,
      claims: step.type === 'statement' ? [step] : claims.filter(({ update }) => update === step.id),
    }));
};

const isRetracted = ({ retractedAt }: StatementStep): boolean => retractedAt !== null;

const StepHead = ({ step }: { step: Step }) => (
  <p className="story-head">
    <b>
      <Moment
        iso={step.effectiveAt}
        precision={step.type === 'statement' ? step.precision : undefined}
        as={longMoment}
      />
    </b>
    <span>{step.name}</span>
    <span className="says">
      {organisationKindWords[step.kind]}
      {stageOf(step) && ` · ${stageOf(step)}`}
      {isRecordedLater(step) && (
        <>
          {incidentPageWords.saidOn}
          <Moment iso={step.recordedAt} as={longMoment} />
        </>
      )}
    </span>
  </p>
);

const stageOf = (step: Step): string | null => {
  if (step.type === 'closing') return incidentPageWords.closed;
  return step.stage && stageWords[step.stage];
};
