import { Link } from '@remix-run/react';
import type { IncidentRecord } from '#server/contract/incidents';
import { IncidentStory } from '../../incidents/incident-view';
import { IncidentFacts } from '../../incidents/summary';
import { Moment } from '../../ui/moment';
import type { NameOf } from '../../ui/names';
import { PageBody } from '../../ui/page-body';
import { fullMoment } from '../../words/instants';
import { fieldWords } from '../../words/space-form';
import { incidentWords } from '../../words/space-incidents';
import { listed, typeset } from '../../words/typography';
import { TextArea } from '../form/fields';
import { SpaceForm } from '../form/form';
import { DoneNote, DraftNote } from '../form/notes';
import { UnplacedRefusal } from '../form/refusals';
import { isOf, type Refusal } from '../form/typed';
import { StepForm, type StepFormProps } from '../updates/update-form';
import { ClosingForm } from './closing-form';

type ReportFormProps = { refused: Refusal | null; idempotencyKey: string; isCodeAsked: boolean };

/** After the end nothing is added to an incident but its report. */
export const ReportForm = ({ refused, idempotencyKey, isCodeAsked }: ReportFormProps) => {
  const own = isOf(refused, 'bilan') ? refused : null;
  return (
    <SpaceForm
      idempotencyKey={idempotencyKey}
      typed={own?.typed ?? {}}
      problem={own?.problem ?? null}
      isCodeAsked={isCodeAsked || own?.needs === 'step-up'}
      submit={incidentWords.publishReport}
    >
      <input type="hidden" name="geste" value="bilan" />
      <input type="hidden" name="etape" value="postmortem" />
      <TextArea
        label={incidentWords.report}
        name="texte"
        rows={6}
        of="text"
        hint={incidentWords.reportHint}
        required
      />
    </SpaceForm>
  );
};

type IncidentWorkPageProps = Omit<StepFormProps, 'children' | 'problem' | 'isKept'> & {
  incident: IncidentRecord;
  version: string;
  done: string | null;
  savedAt: string | null;
  refused: Refusal | null;
  /** Now, Paris time, as the fields have it. */
  now: string;
  nameOf: NameOf;
};

/** The work on an incident: the next step, its end, and the story so far. */
export const IncidentWorkPage = (props: IncidentWorkPageProps) => {
  const { incident, version, done, savedAt, refused, now, nameOf, ...step } = props;
  const { scope, idempotencyKey, isCodeAsked } = step;
  const sent = { idempotencyKey, isCodeAsked };
  const isOther = isOf(refused, 'clore');
  const hasFormOf = (refusal: Refusal | null) =>
    incident.closedAt ? isOf(refusal, 'bilan') : scope.platforms.length > 0;
  return (
    <PageBody
      title={typeset(incidentWords.update(incident.title))}
      beside={
        <>
          {whereOf(scope, incident, nameOf)}
          <DraftNote savedAt={savedAt} />
        </>
      }
    >
      <DoneNote said={done} />
      <UnplacedRefusal refused={refused} isPlaced={hasFormOf(refused)} />
      {incident.closedAt ? (
        <Closed closedAt={incident.closedAt} refused={refused} {...sent} />
      ) : scope.platforms.length === 0 ? null : (
        <>
          <IncidentFacts incident={incident} at={incident.at} />
          <StepForm
            {...step}
            problem={isOther ? null : (refused?.problem ?? null)}
            isCodeAsked={isCodeAsked || (!isOther && refused?.needs === 'step-up')}
            isKept={savedAt !== null}
          />
          <ClosingForm
            {...sent}
            title={incident.title}
            version={version}
            refused={refused}
            now={now}
            nameOf={nameOf}
            isDesk={scope.kind === 'desk'}
          />
        </>
      )}
      <IncidentStory incident={incident} nameOf={nameOf} />
      <p className="small">
        <Link to={`/incidents/${incident.id}`}>{incidentWords.publicPage}</Link>
      </p>
    </PageBody>
  );
};

const whereOf = (
  { kind, platforms }: StepFormProps['scope'],
  incident: IncidentRecord,
  nameOf: NameOf,
): string => {
  const names = (ids: readonly string[]) => typeset(listed(ids.map(nameOf)));
  if (platforms.length === 0) return incidentWords.outOfScope(names(incident.platforms));
  const written = names(platforms.map(({ id }) => id));
  const isOnly = kind === 'operator' && platforms.length === 1;
  return typeset(
    `${platforms.length > 1 ? fieldWords.platforms : fieldWords.platform} : ${written}${isOnly ? incidentWords.onlyOne : ''}`,
  );
};

type ClosedProps = { closedAt: string; refused: Refusal | null } & Pick<
  StepFormProps,
  'idempotencyKey' | 'isCodeAsked'
>;

const Closed = ({ closedAt, ...form }: ClosedProps) => (
  <>
    <p className="reading">
      <b>
        {incidentWords.closedOn}
        <Moment iso={closedAt} as={fullMoment} />.
      </b>{' '}
      {incidentWords.onlyItsReport}
    </p>
    <ReportForm {...form} />
  </>
);
