import { Link } from '@remix-run/react';
import type { Due, OwnStatement, Preview } from '#server/contract/space';
import { StoryClaim } from '../../incidents/statement';
import { Moment } from '../../ui/moment';
import type { NameOf } from '../../ui/names';
import { Section } from '../../ui/page-body';
import { PaymentMark, VerdictMark } from '../../ui/signs';
import { longInstant } from '../../words/instants';
import { publishedUpdateWords } from '../../words/space-updates';
import { capital, quoted, typeset } from '../../words/typography';
import { reasonSentence } from '../../words/verdicts';
import { ActionForm } from '../form/action-form';
import type { Refusal } from '../form/typed';
import { columnNames } from './grid';

type Board = Preview['boards'][number]['now'] & Pick<Preview['boards'][number], 'profession'>;

export type Published = {
  recordedAt: string;
  text: string | null;
  nextUpdateDue: string | null;
  statements: readonly OwnStatement[];
  /** Of each platform spoken of, what each profession is told of a card of it, now. */
  boards: readonly { platform: string; boards: readonly Board[] }[];
  /** What of it waits for a second person. */
  returns: Due['returns'];
};

type PublishedStepProps = {
  published: Published;
  /** The instant of the page. */
  at: string;
  idempotencyKey: string;
  isCodeAsked: boolean;
  /** Why it could not be undone. */
  refused: Refusal | null;
  nameOf: NameOf;
};

/** What was just published, and how to take a slip back. */
export const PublishedStep = ({ published, nameOf, ...undo }: PublishedStepProps) => {
  const { statements, text, recordedAt, returns } = published;
  return (
    <section className="published" aria-labelledby="publie">
      <h2 id="publie">
        {publishedUpdateWords.publishedOn}
        <Moment iso={recordedAt} as={longInstant} />
      </h2>
      {text && <blockquote>{quoted(text)}</blockquote>}
      {statements.map((statement) => (
        <StoryClaim
          key={statement.id}
          step={statement}
          nameOf={nameOf}
          isAwaited={returns.some(({ id }) => id === statement.id)}
        />
      ))}
      <Undo published={published} {...undo} />
    </section>
  );
};

const MINUTE = 60_000;

const Undo = ({
  published,
  at,
  idempotencyKey,
  isCodeAsked,
  refused,
}: Omit<PublishedStepProps, 'nameOf'>) => {
  const undoable = published.statements.flatMap(({ id, undoUntil }) =>
    undoUntil !== null && undoUntil > at ? [{ id, undoUntil }] : [],
  );
  const [first] = undoable;
  if (!first) return null;
  const minutes = Math.ceil((Date.parse(first.undoUntil) - Date.parse(at)) / MINUTE);
  return (
    <ActionForm
      action="annuler"
      idempotencyKey={`annuler-${idempotencyKey}`}
      own={refused}
      isCodeAsked={isCodeAsked}
      codeFor={publishedUpdateWords.undoCode}
      submit={publishedUpdateWords.undo(minutes)}
    >
      {undoable.map(({ id }) => (
        <input key={id} type="hidden" name="declaration" value={id} />
      ))}
      <p className="hint">{publishedUpdateWords.undoHint}</p>
    </ActionForm>
  );
};

type PartProps = { published: Published; nameOf: NameOf };

/** What the boards say since, for each profession it was said to. */
export const BoardsNow = ({ published: { boards, statements }, nameOf }: PartProps) =>
  boards.length === 0 ? null : (
    <Section id="tableaux" title={publishedUpdateWords.boards}>
      {boards.map(({ platform, boards }) => (
        <div key={platform}>
          <p className="hint">{publishedUpdateWords.boardsOf(typeset(nameOf(platform)))}</p>
          <dl className="boards-now">
            {alike(boards.filter((board) => isTold(statements, platform, board))).map((group) => (
              <div key={group.professions.join()}>
                <dt>{capital(columnNames(group))}</dt>
                <dd>
                  <VerdictMark verdict={group.verdict} reason={group.reason} />{' '}
                  {group.payment !== 'normal' && <PaymentMark payment={group.payment} />}
                  <span className="says">{reasonSentence(group.reason)}</span>
                </dd>
              </div>
            ))}
          </dl>
        </div>
      ))}
    </Section>
  );

const isTold = (statements: readonly OwnStatement[], platform: string, { profession }: Board): boolean =>
  statements.some((each) => each.platform === platform && (each.professions?.includes(profession) ?? true));

type Alike = Omit<Board, 'profession'> & { professions: [Board['profession'], ...Board['profession'][]] };

/** Professions that are told the same are one line. */
const alike = (boards: readonly Board[]): Alike[] => {
  const groups = new Map<string, Alike>();
  for (const { profession, ...told } of boards) {
    const key = JSON.stringify([told.verdict, told.reason, told.payment]);
    const known = groups.get(key);
    if (known) known.professions.push(profession);
    else groups.set(key, { ...told, professions: [profession] });
  }
  return [...groups.values()];
};

/** A return reads « annoncé » until somebody else confirms it: who may. */
export const WhoConfirms = ({ returns }: Pick<Published, 'returns'>) => {
  if (returns.length === 0) return null;
  const colleagues = [...new Set(returns.flatMap(({ mayConfirm }) => mayConfirm.colleagues))];
  const organisations = [...new Set(returns.flatMap(({ mayConfirm }) => mayConfirm.organisations))];
  const isSomebody = colleagues.length + organisations.length > 0;
  return (
    <Section id="deuxieme" title={publishedUpdateWords.second}>
      {isSomebody ? (
        <>
          <p>{publishedUpdateWords.secondLead}</p>
          <ul className="seconds">
            {colleagues.length > 0 && <li>{publishedUpdateWords.ofYours(colleagues)}</li>}
            {organisations.length > 0 && <li>{publishedUpdateWords.elsewhere(organisations)}</li>}
          </ul>
          <p className="hint">{publishedUpdateWords.confirmAt}</p>
        </>
      ) : (
        <p>{publishedUpdateWords.nobody}</p>
      )}
      <ul className="links">
        {returns.map(({ id }) => (
          <li key={id}>
            <Link to={`/espace/declarations?retirer=${id}`}>{publishedUpdateWords.retractReturn}</Link>
          </li>
        ))}
      </ul>
    </Section>
  );
};

type WhatNextProps = { published: Published; at: string; incident: string };

/** When the next point is due, and where to write it. */
export const WhatNext = ({ published: { nextUpdateDue }, at, incident }: WhatNextProps) => (
  <Section id="suite" title={publishedUpdateWords.next}>
    <p>
      {nextUpdateDue === null
        ? publishedUpdateWords.noNextDue
        : publishedUpdateWords.nextDue(nextUpdateDue, at)}
    </p>
    <p className="buttons">
      <Link className="button" to={`/espace/incidents/${incident}`}>
        {publishedUpdateWords.another}
      </Link>
      <Link className="button" to={`/espace/incidents/${incident}#fin`}>
        {publishedUpdateWords.close}
      </Link>
    </p>
  </Section>
);
