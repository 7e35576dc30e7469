import type { ProbeRecord } from '#server/contract/probes';
import { FLOWS } from '#server/domain/facts/vocabulary';
import { flowWords } from '../../words/flows';
import { fieldWords, formWords } from '../../words/space-form';
import { probeFormWords } from '../../words/space-probes';
import { typeset } from '../../words/typography';
import { SelectField, TextField } from '../form/fields';
import { SpaceForm } from '../form/form';
import { faultAt, type Ready, sendingFor } from '../form/sending';
import { lastTyped, type Refusal } from '../form/typed';
import { ProbeStepFields } from './step-fields';

type ProbeAimFieldsProps = {
  platforms: readonly { id: string; name: string }[];
  refused: Refusal | null;
};

const FLOW_OPTIONS = FLOWS.map((value) => ({ value, label: flowWords[value].name }));

/** What a probe looks at, once and for all. */
export const ProbeAimFields = ({ platforms, refused }: ProbeAimFieldsProps) => (
  <div className="fields">
    <SelectField
      label={fieldWords.platform}
      name="plateforme"
      options={platforms.map(({ id, name }) => ({ value: id, label: typeset(name) }))}
      defaultValue={lastTyped(refused, 'plateforme')}
      fault={faultAt(refused?.problem ?? null, '/platform')}
    />
    <SelectField
      label={fieldWords.flow}
      name="echange"
      options={FLOW_OPTIONS}
      defaultValue={lastTyped(refused, 'echange') ?? 'portail'}
      fault={faultAt(refused?.problem ?? null, '/flow')}
    />
  </div>
);

export type ProbeFormProps = {
  probe: ProbeRecord | null;
  platforms: readonly { id: string; name: string }[];
  refused: Refusal | null;
  ready: Ready;
};

/** Places for steps: those there are, and one more. */
const LEAST = 3;

export const ProbeForm = ({ probe, platforms, refused, ready }: ProbeFormProps) => {
  const sending = sendingFor(refused, ready, probe?.etag ?? null);
  const { problem } = sending;
  const typed = (name: string) => lastTyped(refused, name);
  const places = Math.min(10, Math.max(LEAST, (probe?.steps.length ?? 0) + 1));
  return (
    <SpaceForm {...sending} submit={probe ? formWords.save : probeFormWords.add}>
      {probe === null && <ProbeAimFields platforms={platforms} refused={refused} />}
      <TextField
        label={fieldWords.name}
        name="nom"
        defaultValue={typed('nom') ?? probe?.name}
        fault={faultAt(problem, '/name')}
        maxLength={100}
        required
      />
      <div className="fields">
        <TextField
          label={probeFormWords.interval}
          name="intervalle"
          inputMode="numeric"
          defaultValue={typed('intervalle') ?? String(probe?.intervalSeconds ?? 300)}
          hint={probeFormWords.intervalHint}
          fault={faultAt(problem, '/intervalSeconds')}
        />
        {probe?.kind !== 'heartbeat' && (
          <TextField
            label={probeFormWords.timeout}
            name="patience"
            inputMode="numeric"
            defaultValue={typed('patience') ?? String(probe?.timeoutMs ?? 10_000)}
            hint={probeFormWords.timeoutHint}
            fault={faultAt(problem, '/timeoutMs')}
          />
        )}
      </div>
      {probe?.kind !== 'heartbeat' &&
        Array.from({ length: places }, (_, index) => index).map((index) => (
          <ProbeStepFields key={index} index={index} step={probe?.steps[index] ?? null} refused={refused} />
        ))}
    </SpaceForm>
  );
};
