import type { Problem } from '#server/contract/problem';
import { useNow } from '../../ui/now';
import { fieldWords } from '../../words/space-form';
import { dueWords } from '../../words/space-home';
import { delayWords, updateTextWords } from '../../words/space-updates';
import { stageOptions, TEMPLATES } from '../../words/space-writing';
import { typeset } from '../../words/typography';
import { DelayField } from '../form/delay-field';
import { BACK, NEXT, type Passed } from '../form/delays';
import { SelectField, TextArea, TextField } from '../form/fields';
import type { Typed } from '../form/typed';
import { cellsIn, isReturn } from './cells';
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
  /** When it is read. */
  at: string;
  /** Instants of the draft that have passed since, and were left out. */
  passed: readonly Passed[];
};

/** « Ce que vous dites »: the instants, the words, the stage. */
export const StepWords = ({ scope, typed, live, problem, lateBefore, at, passed }: StepWordsProps) => {
  const since = live.depuis?.[0] ?? '';
  const isLate = since !== '' && since < lateBefore;
  const now = new Date(useNow() ?? at);
  return (
    <fieldset>
      <legend>{updateTextWords.title}</legend>
      {passed.map(({ of, iso }) => (
        <p key={of} className="warn" role="status">
          {delayWords.passed(of, iso)}
        </p>
      ))}
      <DelayField
        fields={BACK}
        legend={updateTextWords.back}
        label={updateTextWords.backAt}
        none={delayWords.noBack}
        hint={updateTextWords.backHint}
        of="expectedBack"
        typed={typed}
        now={now}
        others={[{ value: 'pas-avant', label: delayWords.notBefore }]}
        isEmptied={isReturn(cellsIn(live))}
      />
      <DelayField
        fields={NEXT}
        legend={updateTextWords.nextUpdate}
        label={updateTextWords.nextUpdateAt}
        none={delayWords.noNext}
        hint={updateTextWords.nextUpdateHint}
        of="nextUpdateDue"
        typed={typed}
        now={now}
      />
      <PublicText typed={typed} />
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
      </div>
      <OnBehalfFields speakers={scope.speakers} />
      <MutuelleFields scope={scope} typed={typed} problem={problem} />
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
