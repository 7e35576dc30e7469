import type { Problem } from '#server/contract/problem';
import { fr, typeset } from '../../words/fr/typography';
import { faultAt } from './faults';
import { SelectField, TextField } from './fields';
import type { Named } from './step-scope';
import type { Typed } from './typed';

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
