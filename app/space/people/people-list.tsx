import { Moment } from '../../ui/moment';
import { Section } from '../../ui/page-body';
import { longInstant } from '../../words/instants';
import { roleWords } from '../../words/space-keys';
import { peopleListWords, peopleWords } from '../../words/space-people';
import { capital, typeset } from '../../words/typography';
import { FoldedAction } from '../form/action-form';
import { TextField } from '../form/fields';
import { isOf, type Refusal } from '../form/typed';
import type { PeopleData, Person } from './people-data';

type PeopleProps = Pick<PeopleData, 'people' | 'self' | 'isDesk' | 'nameOf' | 'isCodeAsked' | 'refused'>;

export const People = ({ people, self, isDesk, nameOf, isCodeAsked, refused }: PeopleProps) => (
  <Section id="comptes" title={peopleListWords.title}>
    <ul className="notices">
      {people.map((person) => (
        <li key={person.id} className={person.disabledAt ? 'is-void' : undefined}>
          <h3>
            {typeset(person.name)}
            {person.id === self && peopleListWords.you}
          </h3>
          <p>
            {capital(roleWords[person.role].word)}
            {isDesk && peopleListWords.ofOrganisation(nameOf(person.organisation))} · {person.email}
          </p>
          <p>
            {peopleListWords.openedOn}
            <Moment iso={person.createdAt} as={longInstant} />
            {person.vouchedAt && (
              <>
                {peopleListWords.vouchedSince}
                <Moment iso={person.vouchedAt} as={longInstant} />
              </>
            )}
            {person.disabledAt && (
              <b>
                {peopleListWords.closedOn}
                <Moment iso={person.disabledAt} as={longInstant} />
              </b>
            )}
            {person.suspendedAt && (
              <b>
                {peopleListWords.suspendedSince}
                <Moment iso={person.suspendedAt} as={longInstant} />
              </b>
            )}
            {person.mustRenew && peopleListWords.renewalAsked}
          </p>
          {person.id !== self && person.disabledAt === null && (
            <>
              {person.suspendedAt === null && (
                <AccountAction
                  action="suspendre"
                  person={person}
                  isCodeAsked={isCodeAsked}
                  refused={refused}
                  summary={peopleListWords.suspend}
                  submit={peopleListWords.suspendOf(person.name)}
                  hint={peopleListWords.suspendHint}
                />
              )}
              <AccountAction
                action="fermer"
                person={person}
                isCodeAsked={isCodeAsked}
                refused={refused}
                summary={peopleListWords.askClosing}
                submit={peopleListWords.askClosingOf(person.name)}
                hint={peopleListWords.closingHint}
              />
            </>
          )}
        </li>
      ))}
    </ul>
  </Section>
);

type AccountActionProps = {
  action: 'suspendre' | 'fermer';
  person: Person;
  isCodeAsked: boolean;
  refused: Refusal | null;
  summary: string;
  submit: string;
  hint: string;
};

const AccountAction = ({ person: { id, name }, refused, hint, ...form }: AccountActionProps) => {
  const own = isOf(refused, form.action, id) ? refused : null;
  return (
    <FoldedAction {...form} target={id} about={name} own={own} isOpen={own !== null}>
      <p className="small">{hint}</p>
      <TextField label={peopleWords.reason} name="motif" of="/reason" maxLength={200} />
    </FoldedAction>
  );
};
