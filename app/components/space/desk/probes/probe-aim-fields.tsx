import { FLOWS } from '#server/domain/facts/vocabulary';
import { flowWords } from '../../../../words/fr/flows';
import { typeset } from '../../../../words/fr/typography';
import { SelectField } from '../../fields';
import { lastTyped, type Refusal } from '../../typed';
import { faultAt } from '../sending';

type ProbeAimFieldsProps = {
  platforms: readonly { id: string; name: string }[];
  refused: Refusal | null;
};

const FLOW_OPTIONS = FLOWS.map((value) => ({ value, label: flowWords[value].name }));

/** What a probe looks at, once and for all. */
export const ProbeAimFields = ({ platforms, refused }: ProbeAimFieldsProps) => (
  <div className="fields">
    <SelectField
      label="Plateforme"
      name="plateforme"
      options={platforms.map(({ id, name }) => ({ value: id, label: typeset(name) }))}
      defaultValue={lastTyped(refused, 'plateforme')}
      fault={faultAt(refused?.problem ?? null, '/platform')}
    />
    <SelectField
      label="Échange"
      name="echange"
      options={FLOW_OPTIONS}
      defaultValue={lastTyped(refused, 'echange') ?? 'portail'}
      fault={faultAt(refused?.problem ?? null, '/flow')}
    />
  </div>
);
