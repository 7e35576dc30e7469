import type { OwnStatement } from '#server/contract/space';
import { StoryClaim } from '../../incidents/statement';
import { Moment } from '../../ui/moment';
import type { NameOf } from '../../ui/names';
import { longInstant } from '../../words/instants';
import { publishedUpdateWords } from '../../words/space-updates';
import { quoted } from '../../words/typography';
import { ActionForm } from '../form/action-form';

export type Published = {
  recordedAt: string;
  text: string | null;
  statements: readonly OwnStatement[];
};

type PublishedStepProps = {
  published: Published;
  /** The instant of the page. */
  at: string;
  idempotencyKey: string;
  isCodeAsked: boolean;
  nameOf: NameOf;
};

const MINUTE = 60_000;

/** What was just published, and how to take a slip back. */
export const PublishedStep = ({ published, at, idempotencyKey, isCodeAsked, nameOf }: PublishedStepProps) => {
  const { statements, text, recordedAt } = published;
  const undoable = statements.flatMap(({ id, undoUntil }) =>
    undoUntil !== null && undoUntil > at ? [{ id, undoUntil }] : [],
  );
  const [first] = undoable;
  const minutes = first ? Math.ceil((Date.parse(first.undoUntil) - Date.parse(at)) / MINUTE) : 0;
  return (
    <section className="published" aria-labelledby="publie">
      <h2 id="publie">
        {publishedUpdateWords.publishedOn}
        <Moment iso={recordedAt} as={longInstant} />
      </h2>
      {text && <blockquote>{quoted(text)}</blockquote>}
      {statements.map((statement) => (
        <StoryClaim key={statement.id} step={statement} nameOf={nameOf} />
      ))}
      {first && (
        <ActionForm
          action="annuler"
          idempotencyKey={`annuler-${idempotencyKey}`}
          isCodeAsked={isCodeAsked}
          submit={publishedUpdateWords.undo(minutes)}
        >
          {undoable.map(({ id }) => (
            <input key={id} type="hidden" name="declaration" value={id} />
          ))}
          <p className="hint">{publishedUpdateWords.undoHint}</p>
        </ActionForm>
      )}
    </section>
  );
};
