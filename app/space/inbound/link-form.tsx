import { DECLARED_HEALTHS, FLOWS, PROFESSIONS } from '#server/domain/facts/vocabulary';
import { flowWords, healthWords } from '../../words/flows';
import { professionWords } from '../../words/professions';
import { connectorWords } from '../../words/space-connectors';
import { capital, typeset } from '../../words/typography';
import { ActionForm } from '../form/action-form';
import { CheckList, SelectField, TextArea } from '../form/fields';
import type { Ready } from '../form/sending';
import { isOf, type Refusal } from '../form/typed';
import type { Named } from '../updates/scope';

type LinkFormProps = {
  connector: string;
  /** What its tool has said, to be chosen from. */
  labels: readonly string[];
  platforms: readonly Named[];
  refused: Refusal | null;
  ready: Ready;
};

/** What some words of a tool stand for, said once. */
export const LinkForm = ({ connector, labels, platforms, refused, ready }: LinkFormProps) => {
  const own = isOf(refused, 'relier', connector) ? refused : null;
  const ticked = (name: string) => own?.typed[name] ?? [];
  return (
    <ActionForm
      action="relier"
      target={connector}
      idempotencyKey={own?.typed.cle?.[0] ?? `${ready.key}-relier`}
      own={own}
      isCodeAsked={ready.isCodeAsked}
      submit={connectorWords.link}
      isMain
    >
      {labels.length > 0 && (
        <CheckList
          legend={connectorWords.labels}
          name="mot"
          of="/labels"
          options={labels.map((label) => ({ value: label, label }))}
          checked={ticked('mot')}
        />
      )}
      <TextArea
        label={connectorWords.otherLabels}
        name="mots"
        rows={2}
        of={labels.length > 0 ? 'mots' : '/labels'}
        hint={connectorWords.otherLabelsHint}
      />
      <SelectField
        label={connectorWords.platform}
        name="plateforme"
        of="/platform"
        options={platforms.map(({ id, name }) => ({ value: id, label: typeset(name) }))}
      />
      <CheckList
        legend={connectorWords.flows}
        name="echange"
        of="/flows"
        options={FLOWS.map((flow) => ({ value: flow, label: flowWords[flow].name }))}
        checked={ticked('echange')}
      />
      <CheckList
        legend={connectorWords.professions}
        name="profession"
        of="/professions"
        hint={connectorWords.professionsHint}
        options={PROFESSIONS.map((each) => ({ value: each, label: capital(professionWords[each].plural) }))}
        checked={ticked('profession')}
      />
      <SelectField
        label={connectorWords.health}
        name="etat"
        of="/health"
        options={[
          { value: '', label: connectorWords.asTool },
          ...BAD.map((value) => ({ value, label: healthWords[value].word })),
        ]}
      />
    </ActionForm>
  );
};

const BAD = DECLARED_HEALTHS.filter((health) => health !== 'operational').toReversed();
