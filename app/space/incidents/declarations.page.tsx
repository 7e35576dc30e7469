import { Link } from '@remix-run/react';
import type { OwnStatement } from '#server/contract/space';
import { StoryClaim } from '../../incidents/statement';
import { isRecordedLater, Moment } from '../../ui/moment';
import type { NameOf } from '../../ui/names';
import { PageBody } from '../../ui/page-body';
import { fullMoment, longInstant, longMoment } from '../../words/instants';
import { fieldWords } from '../../words/space-form';
import { declarationsWords } from '../../words/space-incidents';
import { retractionRule } from '../../words/space-writing';
import { quoted, typeset } from '../../words/typography';
import { TextField } from '../form/fields';
import { SpaceForm } from '../form/form';
import { DoneNote } from '../form/notes';
import { UnplacedRefusal } from '../form/refusals';
import type { Refusal } from '../form/typed';

type RetractionFormProps = {
  statement: OwnStatement;
  at: string;
  refused: Refusal | null;
  idempotencyKey: string;
  isCodeAsked: boolean;
  nameOf: NameOf;
};

/** Takes one's word back, with the reason that stays beside it. */
export const RetractionForm = ({ statement, at, refused, nameOf, ...form }: RetractionFormProps) => {
  const { id, health, undoUntil } = statement;
  const problem = refused?.problem ?? null;
  const isAlone = undoUntil !== null && undoUntil > at;
  return (
    <section className="published" aria-labelledby="retirer">
      <h2 id="retirer">{declarationsWords.retractTitle}</h2>
      <StoryClaim step={statement} nameOf={nameOf} />
      <p className="hint">{retractionRule(health !== 'operational', isAlone)}</p>
      <SpaceForm
        {...form}
        typed={refused?.typed ?? {}}
        problem={problem}
        submit={
          health === 'operational' || isAlone ? declarationsWords.retract : declarationsWords.askRetraction
        }
        buttons={<Link to="/espace/declarations">{declarationsWords.leave}</Link>}
      >
        <input type="hidden" name="id" value={id} />
        <TextField
          label={fieldWords.reason}
          name="motif"
          of="reason"
          hint={declarationsWords.reasonHint}
          maxLength={500}
        />
      </SpaceForm>
    </section>
  );
};

export type WaitingRetraction = { target: string; by: string; askedAt: string };

type DeclarationProps = { statement: OwnStatement; waiting: WaitingRetraction | undefined; nameOf: NameOf };

/** One statement: who said it, when, of what, and what became of it. */
export const Declaration = ({ statement, waiting, nameOf }: DeclarationProps) => {
  const { id, by, author, recordedAt, effectiveAt, precision, text, incident, retractedAt } = statement;
  return (
    <li id={id} className={retractedAt ? 'is-void' : undefined}>
      <p className="story-head">
        <b>
          <Moment iso={recordedAt} as={fullMoment} />
        </b>
        <span>{author ?? declarationsWords.imported}</span>
        <span className="says">
          {typeset(nameOf(by))}
          {isRecordedLater(statement) && (
            <>
              {declarationsWords.backdated}
              <Moment iso={effectiveAt} precision={precision} as={longMoment} />
            </>
          )}
        </span>
      </p>
      {text && <blockquote>{quoted(text)}</blockquote>}
      <StoryClaim step={statement} nameOf={nameOf} />
      {waiting && retractedAt === null && (
        <p className="says">
          <b>{declarationsWords.retractionAsked}</b>
          {declarationsWords.by}
          {waiting.by}
          {declarationsWords.on}
          <Moment iso={waiting.askedAt} as={longInstant} />,{' '}
          <Link to="/espace/confirmations">{declarationsWords.secondMissing}</Link>
        </p>
      )}
      <p className="links">
        {incident && <Link to={`/espace/incidents/${incident}`}>{declarationsWords.itsIncident}</Link>}
        {retractedAt === null && (
          <Link to={`?retirer=${id}`}>
            {declarationsWords.retract}
            <span className="visually-hidden">
              {declarationsWords.which}
              {fullMoment(recordedAt)}
            </span>
          </Link>
        )}
      </p>
    </li>
  );
};

type DeclarationsPageProps = {
  /** Newest first. */
  statements: readonly OwnStatement[];
  waiting: readonly WaitingRetraction[];
  /** The one being taken back. */
  retracted: OwnStatement | null;
  at: string;
  done: string | null;
  refused: Refusal | null;
  idempotencyKey: string;
  isCodeAsked: boolean;
  nameOf: NameOf;
};

/** « Nos déclarations »: what the organisation said, who of it, and what became of each word. */
export const DeclarationsPage = (props: DeclarationsPageProps) => {
  const { statements, waiting, retracted, done, nameOf, ...form } = props;
  return (
    <PageBody title={declarationsWords.title} beside={declarationsWords.lead}>
      <DoneNote said={done} />
      <UnplacedRefusal refused={form.refused} isPlaced={retracted !== null} />
      {retracted && <RetractionForm statement={retracted} nameOf={nameOf} {...form} />}
      {statements.length === 0 ? (
        <p className="empty">{declarationsWords.none}</p>
      ) : (
        <ol className="story">
          {statements.map((statement) => (
            <Declaration
              key={statement.id}
              statement={statement}
              waiting={waiting.find(({ target }) => target === statement.id)}
              nameOf={nameOf}
            />
          ))}
        </ol>
      )}
    </PageBody>
  );
};
