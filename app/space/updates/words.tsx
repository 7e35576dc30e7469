import type { Problem } from '#server/contract/problem';
import { backOptions, stageOptions } from '../../words/space-writing';
import { TEMPLATES } from '../../words/templates';
import { fr, typeset } from '../../words/typography';
import { SelectField, TextArea, TextField } from '../form/fields';
import { faultAt } from '../form/refusals';
import type { Typed } from '../form/typed';
import { MutuelleFields } from './mutuelle-fields';
import type { Named, StepScope } from './scope';

type OnBehalfFieldsProps = { speakers: readonly Named[]; typed: Typed; problem: Problem | null };

/** The desk writes what press and authorities say, with where it is read. Nothing for whoever speaks in its own name. */
export const OnBehalfFields = ({ speakers, typed, problem }: OnBehalfFieldsProps) =>
  speakers.length === 0 ? null : (
    <div className="fields">
      <SelectField
        label="Au nom de"
        name="au-nom"
        options={[
          { value: '', label: 'La régulation elle-même' },
          ...speakers.map(({ id, name }) => ({ value: id, label: typeset(name) })),
        ]}
        defaultValue={typed['au-nom']?.[0]}
        fault={faultAt(problem, 'by')}
      />
      <TextField
        label="Adresse de la source"
        name="source"
        type="url"
        placeholder="https://"
        defaultValue={typed.source?.[0]}
        fault={faultAt(problem, 'sourceUrl')}
        hint={fr`Obligatoire au nom de la presse ou d'une autorité : où on le lit.`}
      />
    </div>
  );

type StepWordsProps = {
  scope: StepScope;
  typed: Typed;
  live: Typed;
  problem: Problem | null;
  /** Before it, an instant is told as backdated; Paris time, as the fields have it. */
  lateBefore: string;
};

/** « Ce que vous dites »: the stage, the instants, the words. */
export const StepWords = ({ scope, typed, live, problem, lateBefore }: StepWordsProps) => {
  const first = (name: string) => typed[name]?.[0];
  const since = live.depuis?.[0] ?? '';
  const isLate = since !== '' && since < lateBefore;
  return (
    <fieldset>
      <legend>2. Ce que vous dites</legend>
      <div className="fields">
        <SelectField
          key={first('etape')}
          label="Étape"
          name="etape"
          options={stageOptions}
          defaultValue={first('etape')}
          fault={faultAt(problem, 'stage')}
        />
        <TextField
          label="Vrai depuis (heure de Paris)"
          name="depuis"
          type="datetime-local"
          defaultValue={first('depuis')}
          fault={faultAt(problem, 'effectiveAt')}
          hint={
            isLate ? (
              <b>{fr`Antidaté : le tableau dira aussi quand vous l'avez dit.`}</b>
            ) : (
              fr`Vide : à l'instant où vous publiez. Plus de cinq minutes en arrière : marqué « antidaté ».`
            )
          }
        />
        <SelectField
          label="Date de retour"
          name="sorte"
          options={backOptions}
          defaultValue={first('sorte')}
          hint={fr`« Prévu » est une promesse, dite dépassée à son heure. « Pas avant » n'en est pas une : elle s'ajoute au texte.`}
        />
        <TextField
          label="Retour (heure de Paris)"
          name="retour"
          type="datetime-local"
          defaultValue={first('retour')}
          fault={faultAt(problem, 'expectedBack')}
          hint={fr`Vide : « aucune date annoncée ».`}
        />
        <TextField
          label="Prochain point au plus tard"
          name="point"
          type="datetime-local"
          defaultValue={first('point')}
          fault={faultAt(problem, 'nextUpdateDue')}
          hint={fr`Passé cette heure sans nouvelle, le tableau le dit.`}
        />
      </div>
      <OnBehalfFields speakers={scope.speakers} typed={typed} problem={problem} />
      <MutuelleFields scope={scope} typed={typed} problem={problem} />
      <PublicText typed={typed} problem={problem} />
    </fieldset>
  );
};

export const PublicText = ({ typed, problem }: Pick<StepWordsProps, 'typed' | 'problem'>) => (
  <>
    <div className="template">
      <SelectField
        label="Partir d’un texte tout prêt"
        name="modele"
        options={[{ value: '', label: 'Aucun' }, ...TEMPLATES.map(({ id, label }) => ({ value: id, label }))]}
        defaultValue={typed.modele?.[0]}
      />
      <button className="button" type="submit" name="geste" value="modele" formNoValidate>
        Mettre ce texte
      </button>
    </div>
    <TextArea
      key={typed.geste?.[0] === 'modele' ? typed.modele?.[0] : 'own'}
      label="Texte public"
      name="texte"
      rows={3}
      defaultValue={typed.texte?.[0]}
      fault={faultAt(problem, 'text')}
      hint={fr`Lu par tous les professionnels. Aucune donnée de patient.`}
    />
  </>
);
