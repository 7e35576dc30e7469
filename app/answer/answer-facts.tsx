import type { Answer, JudgedFlow, Voice } from '#server/contract/answers';
import type { Precision } from '#server/domain/facts/vocabulary';
import { Fact } from '../ui/fact';
import { useDoubt, usePresent } from '../ui/freshness';
import { Dated, Moment } from '../ui/moment';
import { answerPageWords } from '../words/answer-page';
import { speakersSentence } from '../words/answers';
import { decidesPayment, decidesVerdict } from '../words/effects';
import { doubtWords } from '../words/freshness';
import { sinceSentence } from '../words/incidents';
import { agoKnown, fromNow, fullMoment, longMoment } from '../words/instants';

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

/** Those that weigh on the answer: each since its own day. */
const troubledFlows = ({ candidates }: Pick<AnyAnswer, 'candidates'>): JudgedFlow[] =>
  candidates
    .flatMap(({ flows }) => flows)
    .filter(({ effect }) => effect.verdict !== 'possible' || effect.payment !== 'normal');

/** What the answer rests on when nobody spoke: what decides it, else a flow that something is known of. */
const knownBy = ({ cause, candidates }: AnyAnswer): Pick<JudgedFlow, 'basis' | 'health'> | null =>
  cause ?? candidates.flatMap(({ flows }) => flows).find(({ basis }) => basis !== 'presumed') ?? null;

/** When, until when, from whom: each promise kept apart from what was seen. */
export const AnswerFacts = ({ answer }: { answer: AnyAnswer }) => {
  const isDoubted = useDoubt() !== null;
  const now = usePresent(answer.at);
  if (answer.reason === 'no-convention') return null;
  const troubled = answer.verdict !== 'possible' || answer.payment !== 'normal';
  const voices = decidingVoices(answer);
  const flows = troubledFlows(answer).map((flow) => ({
    ...flow,
    precision: precisionOf(voicesOf(answer, flow), flow.since) ?? null,
  }));
  const ofWhat = sinceSentence(flows);
  const precision = flows.find(({ since }) => since === answer.since)?.precision ?? undefined;
  return (
    <dl className="facts">
      {answer.since && (
        <Fact
          name={answerPageWords.since}
          note={agoKnown(answer.since, precision, now)}
          needed={ofWhat && <Dated text={ofWhat} />}
        >
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
        {speakersSentence(voices, knownBy(answer), isDoubted)}
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
    <Fact
      name={name}
      note={isOverdue ? null : when}
      needed={isOverdue ? answerPageWords.late(late, when) : null}
    >
      <Moment iso={iso} as={fullMoment} />
    </Fact>
  );
};
