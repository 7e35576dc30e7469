import type { Problem } from '#server/contract/problem';
import type { Profession } from '#server/domain/facts/vocabulary';
import { PageBody, Section } from '../../ui/page-body';
import { TableHead } from '../../ui/table';
import { fullDay } from '../../words/instants';
import { professionWords } from '../../words/professions';
import { fieldWords } from '../../words/space-form';
import { noticeFormWords } from '../../words/space-notices';
import { paymentFormWords } from '../../words/space-payments';
import { typeset } from '../../words/typography';
import { CheckList, SelectField, TextArea, TextField } from '../form/fields';
import { SpaceForm } from '../form/form';
import { DoneNote } from '../form/notes';
import { faultAt, fieldFault } from '../form/refusals';
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
        <Where platforms={platforms} />
        <CheckList
          legend={fieldWords.professions}
          name="profession"
          options={professions.map((each) => ({ value: each, label: professionWords[each].name }))}
          checked={typed.profession ?? professions}
          hint={fieldFault(problem, 'professions')}
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

const Where = ({ platforms }: Pick<PaymentsPageProps, 'platforms'>) => {
  const [first, ...others] = platforms;
  if (first && others.length === 0)
    return (
      <p>
        <input type="hidden" name="plateforme" value={first.id} />
        {paymentFormWords.onlyPlatform(first.name)}
      </p>
    );
  return (
    <div className="fields">
      <SelectField
        label={fieldWords.platform}
        name="plateforme"
        options={platforms.map(({ id, name }) => ({ value: id, label: typeset(name) }))}
        of="platform"
      />
    </div>
  );
};

type CalendarProps = { days: readonly string[]; typed: Typed; fault: string | null };

const STATES = Object.entries(paymentFormWords.states);

/** The name of the field of a day. */
export const dayField = (day: string): string => `jour-${day}`;

const Calendar = ({ days, typed, fault }: CalendarProps) => (
  <Section id="jours" title={paymentFormWords.calendar}>
    <p className={fault ? 'fault' : 'hint'}>{fault ?? paymentFormWords.calendarHint}</p>
    <table>
      <caption className="visually-hidden">{paymentFormWords.caption}</caption>
      <TableHead columns={[paymentFormWords.day, paymentFormWords.state]} />
      <tbody>
        {days.map((day) => {
          const said = typed[dayField(day)]?.[0] ?? '';
          return (
            <tr key={day}>
              <th scope="row">{fullDay(`${day}T12:00:00Z`)}</th>
              <td>
                <select name={dayField(day)} defaultValue={said} aria-label={fullDay(`${day}T12:00:00Z`)}>
                  {STATES.map(([value, label]) => (
                    <option key={value} value={value}>
                      {label}
                    </option>
                  ))}
                </select>
              </td>
            </tr>
          );
        })}
      </tbody>
    </table>
  </Section>
);
