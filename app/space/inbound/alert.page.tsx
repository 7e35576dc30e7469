import { Link } from '@remix-run/react';
import type { AlertRecord } from '#server/contract/connectors';
import { WAITING_ALERT_STATES } from '#server/domain/facts/vocabulary';
import type { NameOf } from '../../ui/names';
import { PageBody, Section } from '../../ui/page-body';
import { alertWords, connectorDoneWords } from '../../words/space-connectors';
import { openingWords } from '../../words/space-incidents';
import { COLON, typeset } from '../../words/typography';
import { FoldedAction } from '../form/action-form';
import { ChoiceList, TextArea, TextField } from '../form/fields';
import { DoneNote, DraftNote } from '../form/notes';
import { ProblemNote } from '../form/refusals';
import type { Ready } from '../form/sending';
import { isOf, type Refusal, type Typed } from '../form/typed';
import type { Named } from '../updates/scope';
import { StepForm, type StepFormProps } from '../updates/update-form';
import { LinkForm } from './link-form';
import { placeSentence } from './places';

type Open = { id: string; title: string };

type AlertPageProps = Omit<StepFormProps, 'children' | 'problem' | 'isKept'> & {
  alert: AlertRecord;
  /** The open incidents that it may be said in. */
  incidents: readonly Open[];
  /** What its words may be linked to; null: somebody else links them. */
  linkable: readonly Named[] | null;
  nameOf: NameOf;
  ready: Ready;
  refused: Refusal | null;
  savedAt: string | null;
  done: string | null;
};

const Told = ({ alert, nameOf }: Pick<AlertPageProps, 'alert' | 'nameOf'>) => (
  <Section id="outil" title={alertWords.saidTitle}>
    <p>
      {alertWords.by(typeset(alert.connectorName))}, {alertWords.since(alert.startedAt, alert.endedAt)}
    </p>
    {alert.text && <blockquote className="as-typed">{alert.text}</blockquote>}
    <p className="small">
      {alertWords.labels}
      {COLON}
      <span className="as-typed">{alert.labels.join(' · ')}</span>
    </p>
    {alert.places.length > 0 && (
      <>
        <p className="small">
          {alertWords.places}
          {COLON}
        </p>
        <ul>
          {alert.places.map((place) => (
            <li key={placeSentence(place, nameOf)}>{placeSentence(place, nameOf)}</li>
          ))}
        </ul>
      </>
    )}
  </Section>
);

/** What goes with the step: how it was read, and where it is said. */
const Where = ({
  alert,
  incidents,
  typed,
}: Pick<AlertPageProps, 'alert' | 'incidents'> & { typed: Typed }) => {
  const [first] = incidents;
  return (
    <>
      <input type="hidden" name="etat" value={alert.state} />
      {alert.state === 'over' && alert.endedAt && <input type="hidden" name="fin" value={alert.endedAt} />}
      {alert.incident !== null ? (
        <input type="hidden" name="incident" value={alert.incident} />
      ) : (
        <fieldset>
          <legend>{openingWords.whatHappens}</legend>
          {first && (
            <ChoiceList
              legend={alertWords.join}
              name="incident"
              chosen={typed.incident?.[0] ?? first.id}
              options={[
                ...incidents.map(({ id, title }) => ({ value: id, label: alertWords.joinThat(title) })),
                { value: '', label: alertWords.joinNew },
              ]}
            />
          )}
          <TextField
            label={alertWords.newTitle}
            name="titre"
            of="title"
            hint={alertWords.newTitleHint}
            maxLength={200}
          />
        </fieldset>
      )}
    </>
  );
};

const DropForm = ({ alert, refused, ready }: Pick<AlertPageProps, 'alert' | 'refused' | 'ready'>) => {
  const own = isOf(refused, 'laisser') ? refused : null;
  return (
    <FoldedAction
      action="laisser"
      target={alert.id}
      idempotencyKey={own?.typed.cle?.[0] ?? `${ready.key}-laisser`}
      own={own}
      isCodeAsked={ready.isCodeAsked}
      summary={alertWords.drop}
      about={alertWords.dropAbout(alert.title)}
      isOpen={own !== null}
      submit={alertWords.dropThis}
    >
      <TextArea label={alertWords.why} name="note" rows={2} of="note" hint={alertWords.whyHint} required />
    </FoldedAction>
  );
};

const Unlinked = ({ alert, linkable, refused, ready }: AlertPageProps) => (
  <Section id="relier" title={alertWords.unlinkedTitle}>
    {linkable === null ? (
      <p>{alertWords.unlinkedAsk}</p>
    ) : (
      <>
        <p className="hint">{alertWords.unlinkedLead}</p>
        <LinkForm
          connector={alert.connector}
          labels={alert.labels}
          platforms={linkable}
          refused={refused}
          ready={ready}
        />
      </>
    )}
  </Section>
);

/** The draft of what a tool told: its words, what they stand for, and the form by which somebody says it. */
export const AlertPage = (props: AlertPageProps) => {
  const { alert, incidents, linkable: _, nameOf, ready, refused, savedAt, done, ...step } = props;
  const isWaiting = WAITING_ALERT_STATES.some((each) => each === alert.state);
  const isOther = isOf(refused, 'laisser') || isOf(refused, 'relier');
  return (
    <PageBody
      title={typeset(alert.title)}
      beside={
        <>
          {alertWords.state(alert)}
          <DraftNote savedAt={savedAt} />
        </>
      }
      above={<Link to="/espace">{alertWords.title}</Link>}
    >
      {isOther && <ProblemNote problem={refused?.problem ?? null} />}
      {refused === null && <DoneNote said={connectorDoneWords(done)} />}
      <p className="lead">{alertWords.leads[alert.state]}</p>
      <Told alert={alert} nameOf={nameOf} />
      {alert.incident !== null && (
        <p className="small">
          <Link to={`/espace/incidents/${alert.incident}`}>{alertWords.seeIncident}</Link>
        </p>
      )}
      {isWaiting && alert.places.length === 0 && <Unlinked {...props} />}
      {isWaiting && alert.places.length > 0 && (
        <StepForm
          {...step}
          lastWords={alertWords.asTool}
          problem={isOther ? null : (refused?.problem ?? null)}
          isCodeAsked={step.isCodeAsked || (!isOther && refused?.needs === 'step-up')}
          isKept={savedAt !== null}
        >
          <Where alert={alert} incidents={incidents} typed={step.typed} />
        </StepForm>
      )}
      {isWaiting && <DropForm alert={alert} refused={refused} ready={ready} />}
    </PageBody>
  );
};
