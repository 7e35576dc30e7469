import { Form, useNavigation } from '@remix-run/react';
import type { Problem } from '#server/contract/problem';
import { FLOWS, PROFESSIONS, type Profession } from '#server/domain/facts/vocabulary';
import { professionWords } from '../../words/fr/professions';
import { flowOptions, mainFlowOf, outcomeWords } from '../../words/fr/reports';
import { fr, typeset } from '../../words/fr/typography';
import { ChoiceList } from '../space/choice-list';
import { faultAt } from '../space/faults';
import { SelectField, TextField } from '../space/fields';
import { ProblemNote } from '../space/problem-note';
import type { Typed } from '../space/typed';

export type Named = { id: string; name: string };

type ReportFieldsProps = {
  mutuelles: readonly Named[];
  platforms: readonly Named[];
  profession: Profession | null;
  mutuelle: string | null;
  platform: string | null;
  refused: { problem: Problem; typed: Typed } | null;
};

const UNCHOSEN = { value: '', label: 'Choisissez' };
const UNSAID = { value: '', label: fr`Celui de la mutuelle, s'il n'y en a qu'un` };
const PROFESSION_OPTIONS = PROFESSIONS.map((profession) => ({
  value: professionWords[profession].slug,
  label: professionWords[profession].name,
}));
const OUTCOMES = (['passes', 'blocked'] as const).map((outcome) => ({
  value: outcomeWords[outcome].slug,
  label: outcomeWords[outcome].word,
}));

export const ReportFields = (props: ReportFieldsProps) => {
  const { mutuelles, platforms, profession, refused } = props;
  const problem = refused?.problem ?? null;
  const typed = (name: string) => refused?.typed[name]?.[0];
  const isSending = useNavigation().state === 'submitting';
  return (
    <>
      <ProblemNote problem={problem} />
      <Form method="post" className="form narrow">
        <SelectField
          label="Votre profession"
          name="profession"
          options={[UNCHOSEN, ...PROFESSION_OPTIONS]}
          defaultValue={typed('profession') ?? (profession ? professionWords[profession].slug : undefined)}
          fault={faultAt(problem, 'profession')}
        />
        <MutuelleField
          mutuelles={mutuelles}
          given={typed('mutuelle') ?? props.mutuelle}
          fault={faultAt(problem, 'mutuelles') ?? faultAt(problem, 'mutuelle')}
        />
        <SelectField
          label="Opérateur imprimé sur la carte"
          name="operateur"
          options={[UNSAID, ...platforms.map(({ id, name }) => ({ value: id, label: typeset(name) }))]}
          defaultValue={typed('operateur') ?? props.platform ?? undefined}
          fault={faultAt(problem, 'platform')}
        />
        <SelectField
          label="Échange"
          name="echange"
          options={[UNCHOSEN, ...flowOptions(FLOWS)]}
          defaultValue={typed('echange') ?? (profession ? mainFlowOf(profession) : undefined)}
          fault={faultAt(problem, 'flow')}
        />
        <ChoiceList legend="Chez vous, à l’instant" name="issue" options={OUTCOMES} chosen={typed('issue')} />
        <div className="send">
          <button className="button button-main" type="submit" disabled={isSending}>
            {isSending ? 'Envoi…' : 'Signaler'}
          </button>
        </div>
      </Form>
    </>
  );
};

type MutuelleFieldProps = { mutuelles: readonly Named[]; given: string | null; fault: string | null };

/** By its name, out of those known; an id comes from an address. */
const MutuelleField = ({ mutuelles, given, fault }: MutuelleFieldProps) => (
  <>
    <TextField
      label="Mutuelle"
      name="mutuelle"
      list="mutuelles-connues"
      defaultValue={typeset(mutuelles.find(({ id }) => id === given)?.name ?? given ?? '')}
      fault={fault}
      hint={fr`Son nom, tel que sur la carte. Vide : vous parlez de l'opérateur, quelle que soit la mutuelle.`}
    />
    <datalist id="mutuelles-connues">
      {mutuelles.map(({ id, name }) => (
        <option key={id} value={typeset(name)} />
      ))}
    </datalist>
  </>
);
