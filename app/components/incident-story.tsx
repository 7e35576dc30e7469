import type { IncidentRecord, Step } from '#server/contract/incidents';
import { flowWords } from '../words/fr/flows';
import { stageWords } from '../words/fr/incidents';
import { longInstant, longMoment } from '../words/fr/instants';
import { organisationKindWords } from '../words/fr/organisations';
import { professionWords } from '../words/fr/professions';
import { fr, listed, typeset } from '../words/fr/typography';
import { HealthMark } from './health-mark';
import { Moment } from './moment';
import type { NameOf } from './told';

type IncidentStoryProps = { incident: IncidentRecord; nameOf: NameOf };

/** Every step, newest first: who spoke, what state was said of which flows, for whom. */
export const IncidentStory = ({ incident, nameOf }: IncidentStoryProps) => (
  <section className="part" aria-labelledby="etapes">
    <h2 id="etapes">Étapes, la plus récente d’abord</h2>
    {incident.steps.length === 0 ? (
      <p className="empty">Rien n’était encore dit à cet instant.</p>
    ) : (
      <ol className="story">
        {[...incident.steps].reverse().map((step) => (
          <li key={`${step.type} ${step.id}`} className={isRetracted(step) ? 'is-void' : undefined}>
            <StepHead step={step} />
            {step.text && <blockquote>{typeset(step.text)}</blockquote>}
            {step.type === 'statement' && <Claim step={step} nameOf={nameOf} />}
          </li>
        ))}
      </ol>
    )}
  </section>
);

type Statement = Extract<Step, { type: 'statement' }>;

const isRetracted = (step: Step): boolean => step.type === 'statement' && step.retractedAt !== null;

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
      {isToldLater(step) && (
        <>
          {' · dit le '}
          <Moment iso={step.recordedAt} as={longMoment} />
        </>
      )}
    </span>
  </p>
);

const stageOf = (step: Step): string | null => {
  if (step.type === 'closing') return 'incident clos';
  return step.stage && stageWords[step.stage];
};

const HOUR = 3_600_000;
const isToldLater = ({ effectiveAt, recordedAt }: Step): boolean =>
  +new Date(recordedAt) - +new Date(effectiveAt) >= HOUR;

const Claim = ({ step, nameOf }: { step: Statement; nameOf: NameOf }) => (
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
      {step.sourceUrl && (
        <a href={step.sourceUrl} rel="noreferrer">
          source<span className="visually-hidden">, {step.name}</span>
        </a>
      )}
    </p>
  </>
);

const audienceOf = ({ professions, mutuelles }: Statement): string => {
  const readers = professions
    ? `Pour les ${listed(professions.map((each) => professionWords[each].plural))}`
    : 'Pour toutes les professions';
  return mutuelles ? `${readers}, pour certaines mutuelles seulement (${mutuelles.length})` : readers;
};
