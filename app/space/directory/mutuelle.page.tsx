import { Link } from '@remix-run/react';
import type { AuditRow } from '#server/contract/accounts';
import type { Proposal } from '#server/contract/directory-edits';
import type { MutuelleRecord } from '#server/contract/mutuelles';
import { namesOf, tradeName } from '../../ui/names';
import { PageBody, Section } from '../../ui/page-body';
import { directoryWords, mutuelleEntries, mutuelleWords } from '../../words/space-directory';
import { fieldWords } from '../../words/space-form';
import { ChangedMeanwhile } from '../form/changed-meanwhile';
import { TextArea, TextField } from '../form/fields';
import { SpaceForm } from '../form/form';
import { DoneNote } from '../form/notes';
import { UnplacedRefusal } from '../form/refusals';
import { isStale, type Ready, sendingFor } from '../form/sending';
import { isOf, lastTyped, type Refusal } from '../form/typed';
import { ConventionEndForm } from './convention-end-form';
import { ConventionForm } from './convention-form';
import { ConventionsTable, conventionKey } from './conventions-table';
import { DirectoryHistory } from './history';
import { ProposalsList } from './proposals-list';

type MutuelleFormProps = {
  mutuelle: MutuelleRecord;
  etag: string | null;
  refused: Refusal | null;
  ready: Ready;
  submit: string;
};

export const MutuelleForm = ({ mutuelle, etag, refused, ready, submit }: MutuelleFormProps) => {
  const own = isOf(refused, 'fiche') ? refused : null;
  const sending = sendingFor(own, { ...ready, key: `${ready.key}-fiche` }, etag);
  const { problem } = sending;
  const base = readingOf(own, mutuelle);
  return (
    <SpaceForm {...sending} submit={submit}>
      <input type="hidden" name="geste" value="fiche" />
      <input type="hidden" name="lu-nom" value={base.name} />
      <input type="hidden" name="lu-alias" value={base.aliases.join('\n')} />
      <input type="hidden" name="lu-amc" value={base.amcNumbers.join('\n')} />
      {own && isStale(problem) && (
        <ChangedMeanwhile
          read={mutuelleEntries(typedMutuelle(own, 'lu-'))}
          now={mutuelleEntries(base)}
          typed={mutuelleEntries(typedMutuelle(own, ''))}
        />
      )}
      <TextField label={fieldWords.name} name="nom" defaultValue={mutuelle.name} of="/name" required />
      <div className="fields">
        <TextArea
          label={mutuelleWords.aliases}
          name="alias"
          defaultValue={mutuelle.aliases.join('\n')}
          hint={mutuelleWords.aliasesHint}
          of="/aliases"
        />
        <TextArea
          label={mutuelleWords.amcNumbers}
          name="amc"
          defaultValue={mutuelle.amcNumbers.join('\n')}
          hint={mutuelleWords.amcHint}
          of="/amcNumbers"
        />
      </div>
    </SpaceForm>
  );
};

type Fields = Pick<MutuelleRecord, 'name' | 'aliases' | 'amcNumbers'>;

const linesOf = (text = ''): string[] => text.split(/\r?\n/).filter((line) => line.trim() !== '');

/** What was typed, or with `lu-` what had been read before typing. */
const typedMutuelle = (own: Refusal, prefix: string): Fields => ({
  name: lastTyped(own, `${prefix}nom`) ?? '',
  aliases: linesOf(lastTyped(own, `${prefix}alias`)),
  amcNumbers: linesOf(lastTyped(own, `${prefix}amc`)),
});

/** What this form changes: as read, or as it is in force when somebody changed it meanwhile. */
const readingOf = (own: Refusal | null, read: Fields): Fields => {
  if (!own) return read;
  return isStale(own.problem) ? (own.problem.current as Fields) : typedMutuelle(own, 'lu-');
};

type MutuellePageProps = {
  mutuelle: MutuelleRecord;
  etag: string | null;
  platforms: readonly { id: string; name: string }[];
  proposals: readonly Proposal[];
  /** Null for who may not read it. */
  history: readonly AuditRow[] | null;
  isDesk: boolean;
  today: string;
  /** Key of the convention one is ending. */
  ending: string | null;
  said: string | null;
  refused: Refusal | null;
  ready: Ready;
};

export const MutuellePage = (props: MutuellePageProps) => {
  const { mutuelle, platforms, proposals, history, isDesk, ending, said, ...rest } = props;
  const { etag, today, refused, ready } = rest;
  const nameOf = namesOf(platforms);
  const common = { mutuelle, etag, nameOf, today, refused, ready, platforms };
  const isEnding = mutuelle.conventions.some(
    (each) => conventionKey({ ...each, mutuelle: mutuelle.id }) === ending,
  );
  const isPlaced =
    isOf(refused, 'fiche') ||
    isOf(refused, 'convention') ||
    (ending !== null && isEnding && isOf(refused, 'fin', ending));
  const verb = (alone: string) => (isDesk ? alone : mutuelleWords.propose);
  return (
    <PageBody
      isWide
      title={tradeName(mutuelle.name)}
      beside={
        <>
          {mutuelleWords.id}
          <code>{mutuelle.id}</code>
        </>
      }
      above={<Link to="/espace/annuaire">{directoryWords.title}</Link>}
    >
      <DoneNote said={said} />
      <UnplacedRefusal refused={refused} isPlaced={isPlaced} />
      {!isDesk && <p>{mutuelleWords.leadOfProposals}</p>}
      {proposals.length > 0 && (
        <Section id="propositions" title={mutuelleWords.proposals}>
          <ProposalsList proposals={proposals} nameOf={nameOf} isOnItsPage />
          {isDesk && <Link to="/espace/propositions">{mutuelleWords.decide}</Link>}
        </Section>
      )}
      <Section id="fiche" title={mutuelleWords.entry}>
        <MutuelleForm {...common} submit={verb(mutuelleWords.saveEntry)} />
      </Section>
      <Section id="conventions" title={mutuelleWords.conventions}>
        <ConventionsTable {...common} />
        {ending && (
          <ConventionEndForm {...common} ending={ending} submit={verb(mutuelleWords.endConvention)} />
        )}
      </Section>
      <Section id="ajouter" title={mutuelleWords.addTitle}>
        <ConventionForm {...common} submit={verb(mutuelleWords.addConvention)} />
      </Section>
      {history && (
        <Section id="historique" title={mutuelleWords.history}>
          <DirectoryHistory rows={history} nameOf={nameOf} />
        </Section>
      )}
    </PageBody>
  );
};
