import { dateOfDay, dayNumber } from '#server/contract/calendar';
import type { PlatformPayments } from '#server/contract/payments';
import { fullDay, shortDayOf } from '../words/instants';
import {
  countingDays,
  paymentDaysWords,
  payStateWords,
  payStripSentence,
  toldDayWords,
} from '../words/payment-days';
import { periodOf } from '../words/periods';
import { fr } from '../words/typography';
import { DayBars } from './chart';
import { Dated } from './moment';
import { ScrollRegion, TableHead } from './table';

type ToldDay = PlatformPayments['days'][number];

const SHOWN_DAYS = 60;
const STATES = ['missing', 'promised', 'paid', 'none'] as const;
const BAR_HEIGHT = { none: 3, paid: 9, promised: 20, missing: 32 };

type PaymentStripProps = {
  payments: PlatformPayments;
  /** The instant asked: the strip ends that day. */
  at: string;
  name: string;
  /** To whom it is said, where a page says it to several: tells two tables apart. */
  scope?: string;
  speaker: (by: string) => string;
};

/** Sixty days of what is said of invoices, a bar a day, and the same as a table. In ink: it is no verdict. */
export const PaymentStrip = ({ payments, at, name, scope, speaker }: PaymentStripProps) => {
  const last = dayNumber(at);
  const today = dateOfDay(last);
  const words = new Map(countingDays(payments.days).map((each) => [each.day, each]));
  const days = Array.from({ length: SHOWN_DAYS }, (_, index) => {
    const date = dateOfDay(last - SHOWN_DAYS + 1 + index);
    const told = words.get(date);
    return { date, told, state: told?.state ?? ('none' as const) };
  });
  const counts = STATES.map((state) => ({
    state,
    days: days.filter((each) => each.state === state).length,
  })).filter((count) => count.days > 0);
  return (
    <>
      <figure className="strip pay-strip">
        <DayBars
          label={payStripSentence(name, periodOf(last - SHOWN_DAYS + 1, last), counts)}
          height={36}
          foot={1}
          days={days.map(({ date, told, state }) => ({
            key: date,
            className: payStateWords[state].className,
            height: BAR_HEIGHT[state],
            title: told ? titleOf(told, payments, today) : null,
          }))}
        />
        <div className="strip-scale" aria-hidden="true">
          {[last - SHOWN_DAYS + 1, last - SHOWN_DAYS / 2, last].map((day) => (
            <span key={day}>
              <Dated text={shortDayOf(day)} />
            </span>
          ))}
        </div>
      </figure>
      <p className="legend pay-legend">
        {counts.map(({ state, days: count }) => (
          <span key={state}>
            <svg width="10" height="16" aria-hidden="true">
              <rect
                className={payStateWords[state].className}
                x="1"
                y={15 - BAR_HEIGHT[state] / 2.5}
                width="8"
                height={BAR_HEIGHT[state] / 2.5}
              />
            </svg>{' '}
            {payStateWords[state].word} ({count})
          </span>
        ))}
      </p>
      <DaysTable
        payments={payments}
        today={today}
        speaker={speaker}
        about={scope ? `${name}, ${scope}` : name}
      />
    </>
  );
};

const titleOf = (told: ToldDay, { days }: PlatformPayments, today: string): string => {
  const isDisputed = days.some(({ day, state }) => day === told.day && state !== told.state);
  const said = `${toldDayWords(told, today)}${isDisputed ? paymentDaysWords.disputed : ''}`;
  return fr`${fullDay(`${told.day}T12:00:00Z`)} : ${said}`;
};

type DaysTableProps = Pick<PaymentStripProps, 'payments' | 'speaker'> & { today: string; about: string };

/** The newest day first; of one day the word that counts, then what others say of it. */
const DaysTable = ({ payments, today, speaker, about }: DaysTableProps) => {
  const newestFirst = [...countingDays(payments.days)].reverse();
  return (
    <details>
      <summary>{paymentDaysWords.asTable}</summary>
      <ScrollRegion label={paymentDaysWords.region(about)}>
        <table>
          <caption>{paymentDaysWords.caption}</caption>
          <TableHead columns={paymentDaysWords.columns} />
          <tbody>
            {newestFirst.flatMap(({ day }) =>
              payments.days
                .filter((told) => told.day === day)
                .map((told) => (
                  <tr key={`${day} ${told.by}`}>
                    <th scope="row">
                      <Dated text={fullDay(`${day}T12:00:00Z`)} />
                    </th>
                    <td>
                      <Dated text={toldDayWords(told, today)} />
                    </td>
                    <td>{speaker(told.by)}</td>
                  </tr>
                )),
            )}
          </tbody>
        </table>
      </ScrollRegion>
    </details>
  );
};
