import type { MutuelleRecord } from '#server/contract/mutuelles';
import { PROFESSIONS } from '#server/domain/facts/vocabulary';
import { professionWords } from '../../words/professions';
import { SOURCE_KIND_OPTIONS } from '../../words/sources';
import { confidenceOptions, conventionEntries, conventionFormWords } from '../../words/space-directory';
import { fieldWords } from '../../words/space-form';
import { typeset } from '../../words/typography';
import { EntryList } from '../form/changed-meanwhile';
import { CheckList, SelectField, TextField } from '../form/fields';
import { SpaceForm } from '../form/form';
import { type Ready, sendingFor } from '../form/sending';
import { isOf, lastTyped, type Refusal } from '../form/typed';
import { conventionKey } from './conventions-table';

const UNSAID = { value: '', label: conventionFormWords.unsaid };

/** Whence a convention is known, and how surely. */
export const SourceFields = () => (
  <fieldset>
    <legend>{conventionFormWords.source}</legend>
    <div className="fields">
      <TextField label={conventionFormWords.sourceAddress} name="source" type="url" of="/source/url" />
      <SelectField
        label={conventionFormWords.sourceKind}
        name="nature"
        of="/source/kind"
        options={[UNSAID, ...SOURCE_KIND_OPTIONS]}
      />
      <TextField
        label={conventionFormWords.sourceDate}
        name="date"
        hint={conventionFormWords.sourceDateHint}
        of="/source/asOf"
      />
      <SelectField
        label={conventionFormWords.confidence}
        name="fiabilite"
        of="/source/confidence"
        options={confidenceOptions}
        defaultValue="medium"
      />
    </div>
  </fieldset>
);

type ConventionExistsProps = {
  mutuelle: MutuelleRecord;
  own: Refusal;
  nameOf: (platform: string) => string;
};

/** What is added bears the key of a convention that is there: what it would take the place of. */
export const ConventionExists = ({ mutuelle, own, nameOf }: ConventionExistsProps) => {
  const typed = (name: string) => lastTyped(own, name)?.trim() || null;
  const key = conventionKey({
    mutuelle: mutuelle.id,
    platform: typed('plateforme') ?? '',
    code: typed('code-carte'),
    csr: typed('csr'),
    from: typed('depuis'),
  });
  const held = mutuelle.conventions.find((each) => conventionKey({ ...each, mutuelle: mutuelle.id }) === key);
  return held ? (
    <section className="warn" aria-labelledby="deja-la">
      <h3 id="deja-la">{conventionFormWords.inForce}</h3>
      <p>{conventionFormWords.replaces}</p>
      <EntryList entries={conventionEntries(held, nameOf)} />
    </section>
  ) : null;
};

/** Says of a refusal what a person needs; a program reads that a version is missing. */
export const existsAlready = (refused: Refusal): Refusal =>
  refused.problem.status === VERSION_MISSING
    ? {
        ...refused,
        problem: {
          ...refused.problem,
          title: conventionFormWords.existsTitle,
          detail: conventionFormWords.existsDetail,
          cure: conventionFormWords.existsCure,
        },
      }
    : refused;

const VERSION_MISSING = 428;
export const isTaken = ({ problem }: Refusal): boolean => [VERSION_MISSING, 412].includes(problem.status);

type ConventionFormProps = {
  mutuelle: MutuelleRecord;
  etag: string | null;
  nameOf: (platform: string) => string;
  platforms: readonly { id: string; name: string }[];
  refused: Refusal | null;
  ready: Ready;
  submit: string;
};

const EVERYONE = { value: 'all', label: conventionFormWords.everyProfession };
const PROFESSION_OPTIONS = PROFESSIONS.map((value) => ({ value, label: professionWords[value].name }));

export const ConventionForm = (props: ConventionFormProps) => {
  const { mutuelle, etag, nameOf, platforms, refused, ready, submit } = props;
  const own = refused && isOf(refused, 'convention') ? existsAlready(refused) : null;
  const version = own && isTaken(own) ? etag : null;
  const sending = sendingFor(own, { ...ready, key: `${ready.key}-convention` }, version);
  const platformOptions = platforms.map(({ id, name }) => ({ value: id, label: typeset(name) }));
  return (
    <SpaceForm {...sending} submit={submit}>
      <input type="hidden" name="geste" value="convention" />
      {own && isTaken(own) && <ConventionExists mutuelle={mutuelle} own={own} nameOf={nameOf} />}
      <div className="fields">
        <SelectField
          label={fieldWords.platform}
          name="plateforme"
          options={[{ value: '', label: conventionFormWords.choose }, ...platformOptions]}
          of="/platform"
        />
        <TextField
          label={conventionFormWords.cardCode}
          name="code-carte"
          hint={conventionFormWords.ifAny}
          of="/code"
        />
        <TextField label={conventionFormWords.csr} name="csr" hint={conventionFormWords.ifAny} of="/csr" />
        <TextField
          label={conventionFormWords.from}
          name="depuis"
          type="date"
          hint={conventionFormWords.fromHint}
          of="/from"
        />
      </div>
      <CheckList
        legend={conventionFormWords.professionsServed}
        name="professions"
        options={[EVERYONE, ...PROFESSION_OPTIONS]}
        checked={own?.typed.professions ?? []}
        hint={conventionFormWords.everyoneWins}
        of="/professions"
      />
      <SourceFields />
    </SpaceForm>
  );
};
