import type { Problem } from '#server/contract/problem';
import { fieldWords } from '../../words/space-form';
import { dueWords } from '../../words/space-home';
import { updateTextWords } from '../../words/space-updates';
import { backOptions, stageOptions, TEMPLATES } from '../../words/space-writing';
import { typeset } from '../../words/typography';
import { SelectField, TextArea, TextField } from '../form/fields';
import { fieldFault } from '../form/refusals';
import type { Typed } from '../form/typed';
import { MutuelleFields } from './mutuelle-fields';
import type { Named, StepScope } from './scope';

type OnBehalfFieldsProps = { speakers: readonly Named[]; typed: Typed; problem: Problem | null };

/** The desk writes what press and authorities say, with where it is read. Nothing for whoever speaks in its own name. */
export const OnBehalfFields = ({ speakers, typed, problem }: OnBehalfFieldsProps) =>
  speakers.length === 0 ? null : (
    <div className="fields">
      <SelectField
        label={updateTextWords.inTheNameOf}
        name="au-nom"
        options={[
          { value: '', label: updateTextWords.deskItself },
          ...speakers.map(({ id, name }) => ({ value: id, label: typeset(name) })),
        ]}
        defaultValue={typed['au-nom']?.[0]}
        fault={fieldFault(problem, 'by')}
      />
      <TextField
        label={updateTextWords.source}
        name="source"
        type="url"
        placeholder="https://"
        defaultValue={typed.source?.[0]}
        fault={fieldFault(problem, 'sourceUrl')}
        hint={updateTextWords.sourceHint}
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
      <legend>{updateTextWords.title}</legend>
      <div className="fields">
        <SelectField
          key={first('etape')}
          label={dueWords.stage}
          name="etape"
          options={stageOptions}
          defaultValue={first('etape')}
          fault={fieldFault(problem, 'stage')}
        />
        <TextField
          label={updateTextWords.trueSince}
          name="depuis"
          type="datetime-local"
          defaultValue={first('depuis')}
          fault={fieldFault(problem, 'effectiveAt')}
          hint={isLate ? <b>{updateTextWords.backdated}</b> : updateTextWords.trueSinceHint}
        />
        <SelectField
          label={updateTextWords.back}
          name="sorte"
          options={backOptions}
          defaultValue={first('sorte')}
          hint={updateTextWords.backHint}
        />
        <TextField
          label={updateTextWords.backAt}
          name="retour"
          type="datetime-local"
          defaultValue={first('retour')}
          fault={fieldFault(problem, 'expectedBack')}
          hint={updateTextWords.backAtHint}
        />
        <TextField
          label={updateTextWords.nextUpdate}
          name="point"
          type="datetime-local"
          defaultValue={first('point')}
          fault={fieldFault(problem, 'nextUpdateDue')}
          hint={updateTextWords.nextUpdateHint}
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
        label={updateTextWords.template}
        name="modele"
        options={[
          { value: '', label: updateTextWords.noTemplate },
          ...TEMPLATES.map(({ id, label }) => ({ value: id, label })),
        ]}
        defaultValue={typed.modele?.[0]}
      />
      <button className="button" type="submit" name="geste" value="modele" formNoValidate>
        {updateTextWords.useTemplate}
      </button>
    </div>
    <TextArea
      key={typed.geste?.[0] === 'modele' ? typed.modele?.[0] : 'own'}
      label={fieldWords.publicText}
      name="texte"
      rows={3}
      defaultValue={typed.texte?.[0]}
      fault={fieldFault(problem, 'text')}
      hint={updateTextWords.textHint}
    />
  </>
);
