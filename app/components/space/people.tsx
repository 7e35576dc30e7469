import { longInstant } from '../../words/fr/instants';
import { roleWords } from '../../words/fr/space-roles';
import { capital, fr, typeset } from '../../words/fr/typography';
import { Moment } from '../moment';
import { TextField } from './fields';
import { FoldedGesture } from './gesture-form';
import type { PeopleTold, Person } from './people-told';
import { isOf } from './typed';

type PeopleProps = Pick<PeopleTold, 'people' | 'self' | 'isDesk' | 'nameOf' | 'isCodeAsked' | 'refused'>;

export const People = ({ people, self, isDesk, nameOf, isCodeAsked, refused }: PeopleProps) => (
  <section className="part" aria-labelledby="comptes">
    <h2 id="comptes">Comptes</h2>
    <ul className="notices">
      {people.map((person) => (
        <li key={person.id} className={person.disabledAt ? 'is-void' : undefined}>
          <h3>
            {typeset(person.name)}
            {person.id === self && ' (vous)'}
          </h3>
          <p>
            {capital(roleWords[person.role].word)}
            {isDesk && fr`, ${typeset(nameOf(person.organisation))}`} · {person.email}
          </p>
          <p>
            Ouvert le <Moment iso={person.createdAt} as={longInstant} />
            {person.vouchedAt && (
              <>
                {fr` · qui tient la machine en répond depuis le `}
                <Moment iso={person.vouchedAt} as={longInstant} />
              </>
            )}
            {person.disabledAt && (
              <b>
                {' · fermé le '}
                <Moment iso={person.disabledAt} as={longInstant} />
              </b>
            )}
            {person.mustRenew && fr` · nouveau mot de passe demandé`}
          </p>
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

type DisablingProps = { person: Person; isCodeAsked: boolean; isOpen: boolean };

const Disabling = ({ person: { id, name }, isCodeAsked, isOpen }: DisablingProps) => (
  <FoldedGesture
    gesture="fermer"
    target={id}
    summary="Fermer ce compte"
    about={name}
    isOpen={isOpen}
    isCodeAsked={isCodeAsked}
    submit={fr`Fermer le compte de ${name}`}
  >
    <p className="small">{fr`Ses sessions et ses clés se ferment aussitôt. Ce qui a été publié reste, à son nom.`}</p>
    <TextField label="Motif, pour le journal" name="motif" maxLength={200} />
  </FoldedGesture>
);
