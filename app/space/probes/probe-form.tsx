import type { ProbeStep } from '#server/contract/probe-steps';
import type { ProbeRecord, ProbeTrial } from '#server/contract/probes';
import { FLOWS } from '#server/domain/facts/vocabulary';
import { flowWords } from '../../words/flows';
import { fieldWords, formWords } from '../../words/space-form';
import { probeFormWords, probeKindWords, stepWords, typedTrialWords } from '../../words/space-probes';
import { capital, typeset } from '../../words/typography';
import { SelectField, TextField } from '../form/fields';
import { SpaceForm } from '../form/form';
import { faultAt } from '../form/refusals';
import { type Ready, sendingFor } from '../form/sending';
import type { Refusal, Typed } from '../form/typed';
import { TrialNote } from './trial-note';

const NEW = { statuts: '200', jours: '14', type: 'A' };

/** A step as its form shows it, by field; what is usually expected where there is none. */
export const stepEntries = (step: ProbeStep | null, index: number): Record<string, string> => {
  switch (step?.kind) {
    case undefined:
      return { ...NEW, sorte: index === 0 ? 'http' : '' };
    case 'http':
      return {
        ...NEW,
        sorte: 'http',
        adresse: step.url,
        statuts: step.status.join(' '),
        texte: step.text ?? '',
        entete: step.header === null ? '' : headerEntry(step.header),
        duree: step.atMostMs === null ? '' : String(step.atMostMs),
      };
    case 'tcp':
      return { ...NEW, sorte: 'tcp', adresse: `${step.host}:${step.port}` };
    case 'tls':
      return { ...NEW, sorte: 'tls', adresse: `${step.host}:${step.port}`, jours: String(step.daysLeft) };
    case 'dns':
      return { ...NEW, sorte: 'dns', adresse: step.name, type: step.type, valeur: step.expected ?? '' };
  }
};

const headerEntry = ({ name, match, value }: { name: string; match: string; value: string }): string =>
  `${name}${match === 'equals' ? ' = ' : ': '}${value}`;

type ProbeStepFieldsProps = { index: number; step: ProbeStep | null; refused: Refusal | null };

const KINDS = (['http', 'tcp', 'tls', 'dns'] as const).map((value) => ({
  value,
  label: capital(probeKindWords[value]),
}));
const NONE = { value: '', label: stepWords.noStep };

/** One step; what its kind does not use is left aside. */
export const ProbeStepFields = ({ index, step, refused }: ProbeStepFieldsProps) => {
  const entries = stepEntries(step, index);
  const problem = refused?.problem ?? null;
  const field = (name: string) => ({
    name: `${name}-${index}`,
    defaultValue: entries[name],
  });
  const at = (place: string) => faultAt(problem, `/steps/${index}/${place}`);
  return (
    <fieldset>
      <legend>{stepWords.step(index)}</legend>
      <div className="fields">
        <SelectField
          label={fieldWords.kind}
          options={index === 0 ? KINDS : [NONE, ...KINDS]}
          {...field('sorte')}
        />
        <TextField
          label={stepWords.target}
          {...field('adresse')}
          hint={stepWords.targetHint}
          fault={at('url') ?? at('host') ?? at('port') ?? at('name')}
          required={index === 0}
        />
      </div>
      <details className="folded" open={problem !== null}>
        <summary>
          {stepWords.expected}
          <span className="visually-hidden">{stepWords.ofStep(index)}</span>
        </summary>
        <div className="fields">
          <TextField label={stepWords.statuses} {...field('statuts')} fault={at('status')} />
          <TextField
            label={stepWords.contains}
            {...field('texte')}
            hint={stepWords.containsHint}
            fault={at('text')}
          />
          <TextField
            label={stepWords.header}
            {...field('entete')}
            hint={stepWords.headerHint}
            fault={at('header')}
          />
          <TextField label={stepWords.maxDuration} {...field('duree')} fault={at('atMostMs')} />
          <TextField label={stepWords.daysLeft} {...field('jours')} fault={at('daysLeft')} />
          <TextField
            label={stepWords.recordType}
            {...field('type')}
            hint={stepWords.recordTypeHint}
            fault={at('type')}
          />
          <TextField label={stepWords.recordValue} {...field('valeur')} fault={at('expected')} />
        </div>
      </details>
    </fieldset>
  );
};

const FLOW_OPTIONS = FLOWS.map((value) => ({ value, label: flowWords[value].name }));

/** What a probe looks at, once and for all. */
export const ProbeAimFields = ({ platforms }: Pick<ProbeFormProps, 'platforms'>) => (
  <div className="fields">
    <SelectField
      label={fieldWords.platform}
      name="plateforme"
      options={platforms.map(({ id, name }) => ({ value: id, label: typeset(name) }))}
      of="/platform"
    />
    <SelectField
      label={fieldWords.flow}
      name="echange"
      options={FLOW_OPTIONS}
      defaultValue="portail"
      of="/flow"
    />
  </div>
);

/** What was typed, and what it saw when it was tried. */
export type TypedTrial = { trial: ProbeTrial; typed: Typed };

export type ProbeFormProps = {
  probe: ProbeRecord | null;
  platforms: readonly { id: string; name: string }[];
  refused: Refusal | null;
  /** Null: what is shown was not just tried. */
  tried: TypedTrial | null;
  ready: Ready;
};

/** Places for steps: those there are, and one more. */
const LEAST = 3;

const placesFor = (probe: ProbeRecord | null, typed: Typed): number => {
  const sent = Object.keys(typed).filter((name) => name.startsWith('sorte-')).length;
  return Math.min(10, Math.max(LEAST, (probe?.steps.length ?? 0) + 1, sent));
};

export const ProbeForm = ({ probe, platforms, refused, tried, ready }: ProbeFormProps) => {
  const sending = sendingFor(refused, ready, probe?.etag ?? null);
  const typed = tried?.typed ?? sending.typed;
  // Tried and then saved, it is of the version and under the key that it was read with.
  const once = {
    idempotencyKey: tried?.typed.cle?.[0] ?? sending.idempotencyKey,
    version: tried?.typed.version?.[0] ?? sending.version,
  };
  const places = placesFor(probe, typed);
  return (
    <SpaceForm
      {...sending}
      {...once}
      typed={typed}
      submit={probe ? formWords.save : probeFormWords.add}
      buttons={
        probe?.kind !== 'heartbeat' && (
          <button className="button" type="submit" name="geste" value="essayer">
            {probeFormWords.try}
          </button>
        )
      }
    >
      {probe === null && <ProbeAimFields platforms={platforms} />}
      <TextField
        label={fieldWords.name}
        name="nom"
        defaultValue={probe?.name}
        of="/name"
        maxLength={100}
        required
      />
      <div className="fields">
        <TextField
          label={probeFormWords.interval}
          name="intervalle"
          inputMode="numeric"
          defaultValue={String(probe?.intervalSeconds ?? 300)}
          hint={probeFormWords.intervalHint}
          of="/intervalSeconds"
        />
        {probe?.kind !== 'heartbeat' && (
          <TextField
            label={probeFormWords.timeout}
            name="patience"
            inputMode="numeric"
            defaultValue={String(probe?.timeoutMs ?? 10_000)}
            hint={probeFormWords.timeoutHint}
            of="/timeoutMs"
          />
        )}
      </div>
      {probe?.kind !== 'heartbeat' &&
        Array.from({ length: places }, (_, index) => index).map((index) => (
          <ProbeStepFields key={index} index={index} step={probe?.steps[index] ?? null} refused={refused} />
        ))}
      {tried && <TrialNote trial={tried.trial}>{typedTrialWords(tried.trial)}</TrialNote>}
    </SpaceForm>
  );
};
