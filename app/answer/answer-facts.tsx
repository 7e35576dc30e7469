import type { Answer, JudgedFlow, Voice } from '#server/contract/answers';
import type { Precision } from '#server/domain/facts/vocabulary';
import { Fact } from '../ui/fact';
import { useDoubt, usePresent } from '../ui/freshness';
import { Moment } from '../ui/moment';
import { answerPageWords } from '../words/answer-page';
import { speakersSentence } from '../words/answers';
import { decidesPayment, decidesVerdict } from '../words/effects';
import { doubtWords } from '../words/freshness';
import { agoKnown, fromNow, longInstant, longMoment } from '../words/instants';

/** What the answers for a mutuelle and for an operator have in common. */
export type AnyAnswer = Omit<Answer, 'mutuelle' | 'knownElsewhere' | 'readOnCard'>;

export const voicesOf = (
  { voices }: Pick<AnyAnswer, 'voices'>,
  flow: Pick<JudgedFlow, 'statements'>,
): Voice[] => voices.filter(({ statement }) => flow.statements.includes(statement));

/** The precision given by the statement that dates this instant; undefined when none of these does. */
export const precisionOf = (voices: readonly Voice[], instant: string | null): Precision | undefined =>
  voices.find(({ effectiveAt }) => effectiveAt === instant)?.precision;

/** The statements that decide the verdict, else the payment; else all those about the candidates' flows. */
export const decidingVoices = (answer: AnyAnswer): Voice[] => {
  const flows = answer.candidates.flatMap((candidate) => candidate.flows);
  const deciding = flows.filter(
    ({ effect }) => decidesVerdict(effect, answer) || decidesPayment(effect, answer),
  );
  const statements = (deciding.length > 0 ? deciding : flows).flatMap((flow) => flow.statements);
  return answer.voices.filter(({ statement }) => statements.includes(statement));
};

/** When, until when, from whom: each promise kept apart from what was seen. */
export const AnswerFacts = ({ answer }: { answer: AnyAnswer }) => {
  const isDoubted = useDoubt() !== null;
  const now = usePresent(answer.at);
  if (answer.reason === 'no-convention') return null;
  const troubled = answer.verdict !== 'possible' || answer.payment !== 'normal';
  const voices = decidingVoices(answer);
  const precision = precisionOf(voices, answer.since);
  return (
    <dl className="facts">
      {answer.since && (
        <Fact name={answerPageWords.since} note={agoKnown(answer.since, precision, now)}>
          <Moment iso={answer.since} precision={precision} as={longMoment} />
        </Fact>
      )}
      {troubled && (
        <Promised
          name={answerPageWords.backExpected}
          iso={answer.expectedBack}
          now={now}
          none={answerPageWords.backUndated}
          late={isDoubted ? doubtWords.untold : answerPageWords.backLate}
        />
      )}
      {troubled && (
        <Promised
          name={answerPageWords.nextUpdate}
          iso={answer.nextUpdateDue}
          now={now}
          none={answerPageWords.notAnnounced}
          late={isDoubted ? doubtWords.untold : answerPageWords.updateLate}
        />
      )}
      <Fact
        name={answerPageWords.accordingTo}
        note={
          answer.freshness && (
            <>
              {answerPageWords.newest}
              <Moment iso={answer.freshness} as={longMoment} />
            </>
          )
        }
      >
        {speakersSentence(voices, answer.cause?.basis, isDoubted)}
      </Fact>
      {answer.reconstituted && (
        <Fact name={answerPageWords.reconstituted}>{answerPageWords.fromLaterFacts}</Fact>
      )}
    </dl>
  );
};

type PromisedProps = { name: string; iso: string | null; now: string; none: string; late: string };

/** A promise past its hour is said to be; it is never taken for what was promised. */
const Promised = ({ name, iso, now, none, late }: PromisedProps) => {
  if (iso === null) return <Fact name={name}>{none}</Fact>;
  const isOverdue = +new Date(iso) <= +new Date(now);
  const when = fromNow(iso, now);
  return (
    <Fact name={name} note={isOverdue ? answerPageWords.late(late, when) : when}>
      <Moment iso={iso} as={longInstant} />
    </Fact>
  );
};
