import type { Problem } from '#server/contract/problem';
import type { Profession } from '#server/domain/facts/vocabulary';
import { PageBody, Section } from '../../ui/page-body';
import { TableHead } from '../../ui/table';
import { fullDay, shortDay } from '../../words/instants';
import { professionWords } from '../../words/professions';
import { fieldWords } from '../../words/space-form';
import { noticeFormWords } from '../../words/space-notices';
import { paymentFormWords } from '../../words/space-payments';
import { CheckList, TextArea, TextField } from '../form/fields';
import { SpaceForm } from '../form/form';
import { DoneNote } from '../form/notes';
import { PlatformField } from '../form/platform-field';
import { faultAt } from '../form/refusals';
import type { Typed } from '../form/typed';
import type { Named } from '../updates/scope';
import { OnBehalfFields } from '../updates/words';

export type PaymentsPageProps = {
  /** Days of Paris, YYYY-MM-DD, the newest first. */
  days: readonly string[];
  platforms: readonly Named[];
  /** The professions that the writer may address. */
  professions: readonly Profession[];
  speakers: readonly Named[];
  typed: Typed;
  problem: Problem | null;
  done: string | null;
  idempotencyKey: string;
  isCodeAsked: boolean;
};

/** A calendar of thirty days, a state for each, sent all at once. */
export const PaymentsPage = (props: PaymentsPageProps) => {
  const { days, platforms, professions, speakers, typed, problem, done, ...form } = props;
  return (
    <PageBody title={paymentFormWords.title} beside={paymentFormWords.lead}>
      <DoneNote said={done} />
      <SpaceForm {...form} typed={typed} problem={problem} submit={paymentFormWords.submit}>
        <PlatformField platforms={platforms} only={paymentFormWords.onlyPlatform} />
        <CheckList
          legend={fieldWords.professions}
          name="profession"
          options={professions.map((each) => ({ value: each, label: professionWords[each].name }))}
          checked={typed.profession ?? professions}
          of="professions"
        />
        <Calendar days={days} typed={typed} fault={faultAt(problem, '/day')} />
        <div className="fields">
          <TextField label={paymentFormWords.expectedOn} name="promis-pour" type="date" of="expectedOn" />
          {speakers.length === 0 && (
            <TextField
              label={noticeFormWords.source}
              name="source"
              type="url"
              placeholder="https://"
              of="sourceUrl"
            />
          )}
        </div>
        <TextArea label={fieldWords.publicText} name="texte" rows={2} of="text" />
        <OnBehalfFields speakers={speakers} />
      </SpaceForm>
    </PageBody>
  );
};

/** What no day says is said of the newest, where one begins. */
const FIRST_WRONG = { 'aria-invalid': true, 'aria-describedby': 'jours-faute', autoFocus: true } as const;

type CalendarProps = { days: readonly string[]; typed: Typed; fault: string | null };

const STATES = Object.entries(paymentFormWords.states);

/** The name of the field of a day. */
export const dayField = (day: string): string => `jour-${day}`;

const noonOf = (day: string): string => `${day}T12:00:00Z`;

/** By weeks, Monday first, the newest week first; null: a day that is not asked about. */
const weeksOf = (days: readonly string[]): (string | null)[][] => {
  const weeks = new Map<number, (string | null)[]>();
  for (const day of days) {
    const monday = (new Date(noonOf(day)).getUTCDay() + 6) % 7;
    const week = Math.floor(Date.parse(noonOf(day)) / DAY_MS) - monday;
    const row = weeks.get(week) ?? Array(DAYS_A_WEEK).fill(null);
    row[monday] = day;
    weeks.set(week, row);
  }
  return [...weeks.values()];
};
const DAYS_A_WEEK = 7;
const DAY_MS = 86_400_000;

type DayCellProps = { day: string; weekday: string; said: string; isWrong: boolean };

const DayCell = ({ day, weekday, said, isWrong }: DayCellProps) => (
  <td>
    <span aria-hidden="true">
      <i>{weekday} </i>
      {shortDay(noonOf(day))}
    </span>
    <select
      name={dayField(day)}
      defaultValue={said}
      aria-label={fullDay(noonOf(day))}
      {...(isWrong ? FIRST_WRONG : {})}
    >
      {STATES.map(([value, label]) => (
        <option key={value} value={value}>
          {label}
        </option>
      ))}
    </select>
  </td>
);

/** Weeks of seven columns; on a phone a day a line. */
const Calendar = ({ days, typed, fault }: CalendarProps) => (
  <Section id="jours" title={paymentFormWords.calendar}>
    <p className={fault ? 'fault' : 'hint'} id="jours-faute">
      {fault ?? paymentFormWords.calendarHint}
    </p>
    <table className="pay-days">
      <caption className="visually-hidden">{paymentFormWords.caption}</caption>
      <TableHead columns={paymentFormWords.weekdays} />
      <tbody>
        {weeksOf(days).map((week) => (
          <tr key={week.find((day) => day !== null)}>
            {week.map((day, index) =>
              day === null ? (
                // biome-ignore lint/suspicious/noArrayIndexKey: a week has seven places
                <td key={index} />
              ) : (
                <DayCell
                  key={day}
                  day={day}
                  weekday={paymentFormWords.weekdays[index] ?? ''}
                  said={typed[dayField(day)]?.[0] ?? ''}
                  isWrong={fault !== null && day === days[0]}
                />
              ),
            )}
          </tr>
        ))}
      </tbody>
    </table>
  </Section>
);
