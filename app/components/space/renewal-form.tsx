import { fr, typeset } from '../../words/fr/typography';
import { SelectField, TextField } from './fields';
import { FoldedGesture } from './gesture-form';
import type { PeopleTold } from './people-told';
import { isOf, lastTyped } from './typed';

type RenewalFormProps = Pick<
  PeopleTold,
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
      <FoldedGesture
        gesture="renouveler"
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
      </FoldedGesture>
    </section>
  );
};
