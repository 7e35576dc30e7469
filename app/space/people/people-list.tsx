import { Moment } from '../../ui/moment';
import { longInstant } from '../../words/instants';
import { roleWords } from '../../words/space-keys';
import { capital, fr, typeset } from '../../words/typography';
import { FoldedAction } from '../form/action-form';
import { TextField } from '../form/fields';
import { isOf } from '../form/typed';
import type { PeopleData, Person } from './people-data';

type PeopleProps = Pick<PeopleData, 'people' | 'self' | 'isDesk' | 'nameOf' | 'isCodeAsked' | 'refused'>;

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
            {person.suspendedAt && (
              <b>
                {' · suspendu depuis le '}
                <Moment iso={person.suspendedAt} as={longInstant} />
              </b>
            )}
            {person.mustRenew && fr` · nouveau mot de passe demandé`}
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
    summary="Suspendre ce compte"
    about={name}
    isOpen={isOpen}
    isCodeAsked={isCodeAsked}
    submit={fr`Suspendre le compte de ${name}`}
  >
    <p className="small">{fr`Tout de suite : ses sessions se ferment, ses clés n'ouvrent plus rien, ce qu'elle avait demandé est annulé. Un responsable ou le bureau lève la suspension.`}</p>
    <TextField label="Motif, pour le journal" name="motif" maxLength={200} />
  </FoldedAction>
);

type DisablingProps = { person: Person; isCodeAsked: boolean; isOpen: boolean };

const Disabling = ({ person: { id, name }, isCodeAsked, isOpen }: DisablingProps) => (
  <FoldedAction
    action="fermer"
    target={id}
    summary="Demander la fermeture"
    about={name}
    isOpen={isOpen}
    isCodeAsked={isCodeAsked}
    submit={fr`Demander la fermeture du compte de ${name}`}
  >
    <p className="small">{fr`Dans une heure, ou dès qu'une deuxième personne le confirme ; d'ici là, cette personne, ses responsables et le bureau peuvent l'annuler. Ses sessions et ses clés se ferment avec lui. Ce qui a été publié reste, à son nom.`}</p>
    <TextField label="Motif, pour le journal" name="motif" maxLength={200} />
  </FoldedAction>
);
