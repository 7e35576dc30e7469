import { Link } from '@remix-run/react';
import type { Proposal } from '#server/contract/directory-edits';
import type { MutuelleRecord } from '#server/contract/mutuelles';
import { Dated, Moment } from '../../ui/moment';
import { tradeName } from '../../ui/names';
import { PageBody, Section } from '../../ui/page-body';
import { ScrollRegion, TableHead } from '../../ui/table';
import { longInstant } from '../../words/instants';
import type { FieldChange } from '../../words/space-directory';
import { decisionWords, proposalsWords } from '../../words/space-proposals';
import { typeset } from '../../words/typography';
import { ChoiceList, TextArea } from '../form/fields';
import { SpaceForm } from '../form/form';
import { DoneNote } from '../form/notes';
import { UnplacedRefusal } from '../form/refusals';
import { type Ready, sendingFor } from '../form/sending';
import { isOf, lastTyped, type Refusal } from '../form/typed';
import { changesProposed, ProposalsList, subjectOf } from './proposals-list';

/** What is now and what would be, a row a field that differs. */
export const ChangeTable = ({ changes, about }: { changes: readonly FieldChange[]; about: string }) =>
  changes.length === 0 ? (
    <p className="empty">{proposalsWords.noChange}</p>
  ) : (
    <ScrollRegion label={proposalsWords.scroll(about)}>
      <table className="change-table">
        <TableHead columns={[proposalsWords.field, proposalsWords.now, proposalsWords.proposed]} />
        <tbody>
          {changes.map(({ label, was, is }) => (
            <tr key={label}>
              <th scope="row">{label}</th>
              <td>
                <Dated text={was ?? '–'} />
              </td>
              <td>
                <Dated text={is} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollRegion>
  );

type ProposalCardProps = {
  proposal: Proposal;
  /** As it is now; null when the directory has lost it. */
  mutuelle: MutuelleRecord | null;
  nameOf: (platform: string) => string;
  refused: Refusal | null;
  ready: Ready;
};

const DECISIONS = [
  { value: 'oui', label: decisionWords.accept },
  { value: 'non', label: decisionWords.refuse },
];

/** One proposal to decide: what is now, what would be, and the decision. */
export const ProposalCard = ({ proposal, mutuelle, nameOf, refused, ready }: ProposalCardProps) => {
  const own = isOf(refused, 'decision', proposal.id) ? refused : null;
  const { version: _, ...sending } = sendingFor(own, { ...ready, key: `${ready.key}-${proposal.id}` }, null);
  const title = `${tradeName(mutuelle?.name ?? proposal.mutuelle)} : ${subjectOf(proposal, nameOf)}`;
  return (
    <article className="proposal" aria-labelledby={proposal.id}>
      <h3 id={proposal.id}>{typeset(title)}</h3>
      <p className="small">
        {proposalsWords.proposedBy}
        {proposal.author} ({proposal.organisation}), <Moment iso={proposal.proposedAt} as={longInstant} /> ·{' '}
        <Link to={`/espace/annuaire/${proposal.mutuelle}`}>{decisionWords.readEntry}</Link>
      </p>
      {mutuelle && (
        <ChangeTable changes={changesProposed(proposal, mutuelle, nameOf)} about={typeset(title)} />
      )}
      <SpaceForm {...sending} submit={decisionWords.save}>
        <input type="hidden" name="geste" value="decision" />
        <input type="hidden" name="id" value={proposal.id} />
        <ChoiceList
          legend={decisionWords.legend}
          name="decision"
          of="/accepted"
          options={DECISIONS}
          chosen={lastTyped(own, 'decision')}
        />
        <TextArea
          label={proposalsWords.noteToMutuelle}
          name="note"
          of="/note"
          rows={2}
          defaultValue={lastTyped(own, 'note')}
          hint={proposalsWords.noteHint}
        />
      </SpaceForm>
    </article>
  );
};

type ProposalsPageProps = {
  proposals: readonly Proposal[];
  /** Those that undecided proposals would change, as they are now. */
  mutuelles: readonly MutuelleRecord[];
  nameOf: (platform: string) => string;
  isDesk: boolean;
  said: string | null;
  refused: Refusal | null;
  ready: Ready;
};

export const ProposalsPage = (props: ProposalsPageProps) => {
  const { proposals, mutuelles, nameOf, isDesk, said, refused, ready } = props;
  const open = proposals.filter(({ decidedAt }) => decidedAt === null);
  const decided = proposals.filter(({ decidedAt }) => decidedAt !== null);
  const now = (id: string) => mutuelles.find((mutuelle) => mutuelle.id === id) ?? null;
  return (
    <PageBody
      isWide
      title={proposalsWords.title}
      beside={isDesk ? proposalsWords.leadOfDesk : proposalsWords.leadOfMutuelle}
    >
      <DoneNote said={said} />
      <UnplacedRefusal
        refused={refused}
        isPlaced={isDesk && open.some(({ id }) => isOf(refused, 'decision', id))}
      />
      <Section
        id="ouvertes"
        title={open.length === 0 ? decisionWords.none : proposalsWords.open(open.length)}
      >
        {isDesk ? (
          open.map((proposal) => (
            <ProposalCard
              key={proposal.id}
              proposal={proposal}
              mutuelle={now(proposal.mutuelle)}
              nameOf={nameOf}
              refused={refused}
              ready={ready}
            />
          ))
        ) : (
          <ProposalsList proposals={open} nameOf={nameOf} />
        )}
      </Section>
      {decided.length > 0 && (
        <Section id="decidees" title={proposalsWords.decidedTitle}>
          <ProposalsList proposals={decided} nameOf={nameOf} />
        </Section>
      )}
    </PageBody>
  );
};
