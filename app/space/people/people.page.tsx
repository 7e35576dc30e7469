import { Moment } from '../../ui/moment';
import { longInstant } from '../../words/instants';
import { peopleDoneWords } from '../../words/space-done';
import { restrictionDoneWords } from '../../words/space-restrictions';
import { fr, typeset } from '../../words/typography';
import { FoldedAction } from '../form/action-form';
import { SelectField, TextField } from '../form/fields';
import { DoneNote, ShownOnce } from '../form/notes';
import { ProblemNote } from '../form/refusals';
import { isOf, lastTyped } from '../form/typed';
import { InviteForm, OpenInvitations } from './invitations';
import type { PeopleData } from './people-data';
import { People } from './people-list';
import { Restrictions } from './restrictions';

type RenewalFormProps = Pick<
  PeopleData,
  'isDesk' | 'own' | 'organisations' | 'people' | 'isCodeAsked' | 'refused'
>;

/** After a theft of passwords: nobody is shut out, and no stolen one serves twice. */
export const RenewalForm = ({
  isDesk,
  own,
  organisations,
  people,
  isCodeAsked,
  refused,
}: RenewalFormProps) => {
  const last = isOf(refused, 'renouveler') ? refused : null;
  const withAccounts = organisations.filter(({ id }) =>
    people.some(({ organisation, disabledAt }) => organisation === id && disabledAt === null),
  );
  return (
    <section className="part" aria-labelledby="renouveler">
      <h2 id="renouveler">Mots de passe volés</h2>
      <FoldedAction
        action="renouveler"
        {...(isDesk ? {} : { target: own })}
        summary="Demander à tous un nouveau mot de passe"
        about={isDesk ? fr`d'une organisation` : fr`de votre organisation`}
        isOpen={last !== null}
        isCodeAsked={isCodeAsked}
        submit="Demander un nouveau mot de passe"
      >
        <p className="small">{fr`Chacun devra en choisir un à sa prochaine connexion, après son second facteur. Les sessions ouvertes le restent.`}</p>
        {isDesk && (
          <SelectField
            label="De quelle organisation"
            name="id"
            options={withAccounts.map(({ id, name }) => ({ value: id, label: typeset(name) }))}
            defaultValue={lastTyped(last, 'id')}
          />
        )}
        <TextField
          label="Motif, pour le journal"
          name="motif"
          maxLength={200}
          defaultValue={lastTyped(last, 'motif')}
        />
      </FoldedAction>
    </section>
  );
};

export const PeoplePage = ({ done, made, ...page }: PeopleData) => {
  const { refused, isDesk, own, nameOf } = page;
  const shown = { ...page, isCodeAsked: page.isCodeAsked || refused?.needs === 'step-up' };
  return (
    <main className="page" id="contenu">
      <div className="title">
        <h1>Personnes</h1>
        <p>{isDesk ? 'De toutes les organisations' : typeset(nameOf(own))}</p>
      </div>
      {!isOf(refused, 'inviter') && <ProblemNote problem={refused?.problem ?? null} />}
      {refused === null && (
        <DoneNote said={peopleDoneWords.get(done ?? '') ?? restrictionDoneWords.get(done ?? '') ?? null} />
      )}
      {made && (
        <ShownOnce
          title={fr`Invitation faite pour ${made.email}`}
          label="Lien à remettre"
          value={made.address}
        >
          <p className="small">
            {fr`Copiez-le maintenant : il ne sera plus montré. Remettez-le à cette personne seulement ; il sert une fois, jusqu'au `}
            <Moment iso={made.expiresAt} as={longInstant} />.
          </p>
        </ShownOnce>
      )}
      <Restrictions
        restrictions={page.restrictions.filter(({ action }) => action.startsWith('account-'))}
        nameOf={nameOf}
        isCodeAsked={shown.isCodeAsked}
      />
      <People {...shown} />
      <OpenInvitations {...shown} />
      <RenewalForm {...shown} />
      <InviteForm key={made?.address} {...shown} />
    </main>
  );
};
