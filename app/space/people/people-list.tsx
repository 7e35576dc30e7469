import { Moment } from '../../ui/moment';
import { longInstant } from '../../words/instants';
import { roleWords } from '../../words/space-keys';
import { peopleListWords, peopleWords } from '../../words/space-people';
import { capital, typeset } from '../../words/typography';
import { FoldedAction } from '../form/action-form';
import { TextField } from '../form/fields';
import { isOf } from '../form/typed';
import type { PeopleData, Person } from './people-data';

type PeopleProps = Pick<PeopleData, 'people' | 'self' | 'isDesk' | 'nameOf' | 'isCodeAsked' | 'refused'>;

export const People = ({ people, self, isDesk, nameOf, isCodeAsked, refused }: PeopleProps) => (
  <section className="part" aria-labelledby="comptes">
    <h2 id="comptes">{peopleListWords.title}</h2>
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
          {person.id !== self && person.disabledAt === null && person.suspendedAt === null && (
            <Suspending
              person={person}
              isCodeAsked={isCodeAsked}
              isOpen={isOf(refused, 'suspendre', person.id)}
            />
          )}
          {person.id !== self && person.disabledAt === null && (
            <Disabling
              person={person}
              isCodeAsked={isCodeAsked}
              isOpen={isOf(refused, 'fermer', person.id)}
            />
          )}
        </li>
      ))}
    </ul>
  </section>
);

const Suspending = ({ person: { id, name }, isCodeAsked, isOpen }: DisablingProps) => (
  <FoldedAction
    action="suspendre"
    target={id}
    summary={peopleListWords.suspend}
    about={name}
    isOpen={isOpen}
    isCodeAsked={isCodeAsked}
    submit={peopleListWords.suspendOf(name)}
  >
    <p className="small">{peopleListWords.suspendHint}</p>
    <TextField label={peopleWords.reason} name="motif" maxLength={200} />
  </FoldedAction>
);

type DisablingProps = { person: Person; isCodeAsked: boolean; isOpen: boolean };

const Disabling = ({ person: { id, name }, isCodeAsked, isOpen }: DisablingProps) => (
  <FoldedAction
    action="fermer"
    target={id}
    summary={peopleListWords.askClosing}
    about={name}
    isOpen={isOpen}
    isCodeAsked={isCodeAsked}
    submit={peopleListWords.askClosingOf(name)}
  >
    <p className="small">{peopleListWords.closingHint}</p>
    <TextField label={peopleWords.reason} name="motif" maxLength={200} />
  </FoldedAction>
);
