import type { Problem } from '#server/contract/problem';
import { fieldWords } from '../../words/space-form';
import { dueWords } from '../../words/space-home';
import { updateTextWords } from '../../words/space-updates';
import { backOptions, stageOptions, TEMPLATES } from '../../words/space-writing';
import { typeset } from '../../words/typography';
import { SelectField, TextArea, TextField } from '../form/fields';
import type { Typed } from '../form/typed';
import { MutuelleFields } from './mutuelle-fields';
import type { Named, StepScope } from './scope';

/** The desk publishes statements of press and authorities, with their source. Empty for those who speak for themselves. */
export const OnBehalfFields = ({ speakers }: { speakers: readonly Named[] }) =>
  speakers.length === 0 ? null : (
    <div className="fields">
      <SelectField
        label={updateTextWords.inTheNameOf}
        name="au-nom"
        options={[
          { value: '', label: updateTextWords.deskItself },
          ...speakers.map(({ id, name }) => ({ value: id, label: typeset(name) })),
        ]}
        of="by"
      />
      <TextField
        label={updateTextWords.source}
        name="source"
        type="url"
        placeholder="https://"
        of="sourceUrl"
        hint={updateTextWords.sourceHint}
      />
    </div>
  );

type StepWordsProps = {
  scope: StepScope;
  typed: Typed;
  live: Typed;
  problem: Problem | null;
  /** An instant before it is shown as backdated; Paris time, as the fields hold it. */
  lateBefore: string;
};

/** « Ce que vous dites »: the stage, the instants, the words. */
export const StepWords = ({ scope, typed, live, problem, lateBefore }: StepWordsProps) => {
  const since = live.depuis?.[0] ?? '';
  const isLate = since !== '' && since < lateBefore;
  return (
    <fieldset>
      <legend>{updateTextWords.title}</legend>
      <div className="fields">
        <SelectField
          key={typed.etape?.[0]}
          label={dueWords.stage}
          name="etape"
          options={stageOptions}
          of="stage"
        />
        <TextField
          label={updateTextWords.trueSince}
          name="depuis"
          type="datetime-local"
          of="effectiveAt"
          hint={isLate ? <b>{updateTextWords.backdated}</b> : updateTextWords.trueSinceHint}
        />
        <SelectField
          label={updateTextWords.back}
          name="sorte"
          options={backOptions}
          hint={updateTextWords.backHint}
        />
        <TextField
          label={updateTextWords.backAt}
          name="retour"
          type="datetime-local"
          of="expectedBack"
          hint={updateTextWords.backAtHint}
        />
        <TextField
          label={updateTextWords.nextUpdate}
          name="point"
          type="datetime-local"
          of="nextUpdateDue"
          hint={updateTextWords.nextUpdateHint}
        />
      </div>
      <OnBehalfFields speakers={scope.speakers} />
      <MutuelleFields scope={scope} typed={typed} problem={problem} />
      <PublicText typed={typed} />
    </fieldset>
  );
};

export const PublicText = ({ typed }: { typed: Typed }) => (
  <>
    <div className="template">
      <SelectField
        label={updateTextWords.template}
        name="modele"
        options={[
          { value: '', label: updateTextWords.noTemplate },
          ...TEMPLATES.map(({ id, label }) => ({ value: id, label })),
        ]}
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
      of="text"
      hint={updateTextWords.textHint}
    />
  </>
);
