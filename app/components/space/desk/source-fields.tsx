import { SOURCE_KIND_OPTIONS } from '../../../words/fr/organisations';
import { confidenceOptions } from '../../../words/fr/space-directory';
import { SelectField, TextField } from '../fields';

type SourceFieldsProps = {
  typed: (name: string) => string | undefined;
  faultAt: (pointer: string) => string | null;
};

const UNSAID = { value: '', label: 'Non précisée' };

/** Whence a convention is known, and how surely. */
export const SourceFields = ({ typed, faultAt }: SourceFieldsProps) => (
  <fieldset>
    <legend>D’où on le sait</legend>
    <div className="fields">
      <TextField
        label="Adresse de la source"
        name="source"
        type="url"
        defaultValue={typed('source')}
        fault={faultAt('/source/url')}
      />
      <SelectField
        label="Nature de la source"
        name="nature"
        options={[UNSAID, ...SOURCE_KIND_OPTIONS]}
        defaultValue={typed('nature')}
      />
      <TextField
        label="Date de la source"
        name="date"
        defaultValue={typed('date')}
        hint="AAAA, AAAA-MM ou AAAA-MM-JJ."
        fault={faultAt('/source/asOf')}
      />
      <SelectField
        label="Fiabilité"
        name="fiabilite"
        options={confidenceOptions}
        defaultValue={typed('fiabilite') ?? 'medium'}
      />
    </div>
  </fieldset>
);
