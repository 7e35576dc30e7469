import type { Problem } from '#server/contract/problem';
import { fieldWords } from '../../words/space-form';
import { mutuelleFieldsWords } from '../../words/space-updates';
import { typeset } from '../../words/typography';
import { CheckList } from '../form/fields';
import { fieldFault } from '../form/refusals';
import type { Typed } from '../form/typed';
import type { Named, StepScope } from './scope';

type MutuelleFieldsProps = { scope: StepScope; typed: Typed; problem: Problem | null };

/** All mutuelles, or only some. A mutuelle speaks of its own. */
export const MutuelleFields = ({ scope: { kind, mutuelles }, typed, problem }: MutuelleFieldsProps) => {
  const named = (typed.mutuelle ?? []).filter((each) => each !== '');
  if (kind === 'mutuelle') {
    return (
      <CheckList
        legend={fieldWords.mutuelles}
        name="mutuelle"
        options={mutuelles.map(({ id, name }) => ({ value: id, label: typeset(name) }))}
        checked={named.length > 0 ? named : mutuelles.map(({ id }) => id)}
      />
    );
  }
  return (
    <details className="some" open={named.length > 0 || undefined}>
      <summary>{mutuelleFieldsWords.all}</summary>
      <NamedMutuelles mutuelles={mutuelles} named={named} fault={fieldFault(problem, 'mutuelles')} />
    </details>
  );
};

/** Fields for those named, and a few more. */
const SPARE = 3;

type NamedMutuellesProps = { mutuelles: readonly Named[]; named: readonly string[]; fault: string | null };

const NamedMutuelles = ({ mutuelles, named, fault }: NamedMutuellesProps) => (
  <fieldset className="checks">
    <legend>{mutuelleFieldsWords.only}</legend>
    <p className="hint" id="mutuelles-aide">
      {mutuelleFieldsWords.hint}
    </p>
    {fault && (
      <p className="fault" id="mutuelles-faute">
        {fault}
      </p>
    )}
    {[...named, ...Array<string>(SPARE).fill('')].map((value, index) => (
      <input
        // biome-ignore lint/suspicious/noArrayIndexKey: fields of one name have nothing but their order
        key={`${value} ${index}`}
        type="text"
        name="mutuelle"
        list="mutuelles-connues"
        aria-label={mutuelleFieldsWords.mutuelle(index)}
        aria-describedby={fault ? 'mutuelles-aide mutuelles-faute' : 'mutuelles-aide'}
        defaultValue={value}
      />
    ))}
    <datalist id="mutuelles-connues">
      {mutuelles.map(({ id, name }) => (
        <option key={id} value={typeset(name)} />
      ))}
    </datalist>
  </fieldset>
);
