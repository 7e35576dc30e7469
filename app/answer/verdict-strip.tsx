import type { Timeline } from '#server/contract/answers';
import { dayNumber } from '#server/contract/calendar';
import { PAYMENTS, type Payment, type Verdict } from '#server/domain/facts/vocabulary';
import { DayBars } from '../ui/chart';
import { Dated } from '../ui/moment';
import { PaymentMark, VerdictMark } from '../ui/signs';
import { TableHead } from '../ui/table';
import { answerPageWords } from '../words/answer-page';
import { shortDayOf } from '../words/instants';
import { PRESUMED, payRunsSentence, periodWords, STRIP_HEIGHTS, stripSentence } from '../words/periods';
import { paymentWords, verdictWords } from '../words/verdicts';

/** A day by its worst verdict and its worst payment; `isPresumed`: nothing proved that it worked all day. */
export type Day = { day: number; verdict: Verdict; payment: Payment; isPresumed: boolean };
/** Days in a row with the same worst verdict, by number of day in the Paris calendar. */
export type Run = { verdict: Verdict; isPresumed: boolean; first: number; last: number };

const SHOWN_DAYS = 90;

const SEVERITY: Record<Verdict, number> = {
  possible: 0,
  restricted: 1,
  unknown: 2,
  depends: 3,
  suspended: 4,
};

/** The last ninety days up to `at`, each by its worst verdict. */
export const daysOf = ({ verdicts, at }: Timeline): Day[] => {
  const last = dayNumber(at);
  const spans = verdicts.map((span) => ({
    verdict: span.verdict,
    payment: span.payment,
    isPresumed: span.isPresumed,
    first: dayNumber(span.from),
    last: span.to === null ? last : dayNumber(new Date(+new Date(span.to) - 1)),
  }));
  return Array.from({ length: SHOWN_DAYS }, (_, index) => last - SHOWN_DAYS + 1 + index).flatMap((day) => {
    const [worst, ...others] = spans.filter((span) => span.first <= day && day <= span.last).sort(worstFirst);
    if (!worst) return [];
    const payment = PAYMENTS.findLast((each) => [worst, ...others].some((span) => span.payment === each));
    const { verdict, isPresumed } = worst;
    return [{ day, verdict, payment: payment ?? worst.payment, isPresumed }];
  });
};

type DayVerdict = Pick<Day, 'verdict' | 'isPresumed'>;
const worstFirst = (a: DayVerdict, b: DayVerdict): number =>
  SEVERITY[b.verdict] - SEVERITY[a.verdict] || Number(b.isPresumed) - Number(a.isPresumed);

export const runsOf = (days: readonly Day[]): Run[] => {
  const runs: Run[] = [];
  for (const { day, verdict, isPresumed } of days) {
    const open = runs.at(-1);
    if (open?.verdict === verdict && open.isPresumed === isPresumed) open.last = day;
    else runs.push({ verdict, isPresumed, first: day, last: day });
  }
  return runs;
};

/** Days in a row in which one was not paid as usual. */
export const payRunsOf = (days: readonly Day[]): PayRun[] => {
  const runs: PayRun[] = [];
  for (const { day, payment } of days) {
    const open = runs.at(-1);
    if (open?.payment === payment && open.last === day - 1) open.last = day;
    else if (payment !== 'normal') runs.push({ payment, first: day, last: day });
  }
  return runs;
};
type PayRun = { payment: Payment; first: number; last: number };

const PAY_HEIGHT: Record<Payment, number> = { normal: 2, unknown: 8, delayed: 14, suspended: 22 };

/** A day of which nothing was signalled is told from a proven « Oui » without its colour too. */
const PRESUMED_HEIGHT = 5;
const BAR_HEIGHT: Record<Verdict, number> = {
  possible: 12,
  restricted: 34,
  unknown: 44,
  depends: 54,
  suspended: 64,
};

type VerdictStripProps = {
  timeline: Timeline;
  /** Where what still lasted was last seen to last; null: it still does. */
  until: string | null;
};

/** The answer of each of the last ninety days, as a strip and as a table. */
export const VerdictStrip = ({ timeline, until }: VerdictStripProps) => {
  const days = daysOf(timeline);
  const runs = runsOf(days);
  const payRuns = payRunsOf(days);
  const scale = [days[0], days[30], days[60], days.at(-1)].flatMap((each) => (each ? [each.day] : []));
  const seen = new Map(days.map((each) => [`${each.verdict} ${each.isPresumed}`, each]));
  return (
    <>
      <figure className="strip">
        <DayBars
          label={stripSentence(runs, until === null)}
          height={68}
          foot={2}
          days={days.map(({ day, verdict, isPresumed }) => ({
            key: day,
            className: isPresumed ? 'is-presumed' : verdictWords[verdict].className,
            height: isPresumed && verdict === 'possible' ? PRESUMED_HEIGHT : BAR_HEIGHT[verdict],
          }))}
        />
        {payRuns.length > 0 && (
          <DayBars
            className="pay-bars"
            label={payRunsSentence(payRuns, until === null ? (days.at(-1)?.day ?? null) : null)}
            height={24}
            foot={1}
            days={days.map(({ day, payment }) => ({
              key: day,
              className: payment === 'normal' ? 'is-untold' : 'is-missing',
              height: PAY_HEIGHT[payment],
              title: payment === 'normal' ? null : paymentWords[payment].word,
            }))}
          />
        )}
        <div className="strip-scale" aria-hidden="true">
          {scale.map((day) => (
            <span key={day}>
              <Dated text={shortDayOf(day)} />
            </span>
          ))}
        </div>
      </figure>
      <p className="legend">
        {[...seen].map(([key, each]) => (
          <SpanMark key={key} {...each} />
        ))}
        {[...new Set(payRuns.map(({ payment }) => payment))].map((payment) => (
          <PaymentMark key={payment} payment={payment} />
        ))}
        <span className="faint">{STRIP_HEIGHTS}</span>
      </p>
      <StripTable timeline={timeline} until={until} />
    </>
  );
};

/** Hollow where nothing was signalled, which proves nothing. */
const SpanMark = ({ verdict, isPresumed }: Pick<Day, 'verdict' | 'isPresumed'>) => (
  <>
    <VerdictMark verdict={verdict} reason={isPresumed ? 'presumed' : 'declared'} />
    {isPresumed && <span className="quiet"> {PRESUMED}</span>}
  </>
);

const StripTable = ({ timeline, until }: VerdictStripProps) => (
  <details>
    <summary>{answerPageWords.answersAsTable}</summary>
    <table>
      <caption>{answerPageWords.answersCaption}</caption>
      <TableHead columns={[answerPageWords.period, answerPageWords.answer, answerPageWords.payment]} />
      <tbody>
        {[...timeline.verdicts].reverse().map((span) => (
          <tr key={span.from}>
            <th scope="row">
              <Dated text={periodWords(span, until)} />
            </th>
            <td>
              <SpanMark {...span} />
            </td>
            <td>{paymentWords[span.payment].word}</td>
          </tr>
        ))}
      </tbody>
    </table>
  </details>
);
