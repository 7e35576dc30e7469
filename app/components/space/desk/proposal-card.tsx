import { Link } from '@remix-run/react';
import type { Proposal } from '#server/contract/directory-edits';
import type { MutuelleRecord } from '#server/contract/mutuelles';
import { longInstant } from '../../../words/fr/instants';
import { fr, typeset } from '../../../words/fr/typography';
import { Moment } from '../../moment';
import { tradeName } from '../../trade-name';
import { ChoiceList } from '../choice-list';
import { TextArea } from '../fields';
import { SpaceForm } from '../form';
import { isOf, lastTyped, type Refusal } from '../typed';
import { ChangeTable } from './change-table';
import { changesProposed, subjectOf } from './proposal-changes';
import { type Ready, sendingFor } from './sending';

type ProposalCardProps = {
  proposal: Proposal;
  /** As it is now; null when the directory has lost it. */
  mutuelle: MutuelleRecord | null;
  nameOf: (platform: string) => string;
  refused: Refusal | null;
  ready: Ready;
};

const DECISIONS = [
  { value: 'oui', label: 'Accepter' },
  { value: 'non', label: 'Refuser' },
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
        Proposé par {proposal.author} ({proposal.organisation}),{' '}
        <Moment iso={proposal.proposedAt} as={longInstant} /> ·{' '}
        <Link to={`/espace/annuaire/${proposal.mutuelle}`}>voir la fiche</Link>
      </p>
      {mutuelle && (
        <ChangeTable changes={changesProposed(proposal, mutuelle, nameOf)} about={typeset(title)} />
      )}
      <SpaceForm {...sending} submit="Enregistrer la décision">
        <input type="hidden" name="geste" value="decision" />
        <input type="hidden" name="id" value={proposal.id} />
        <ChoiceList
          legend="Votre décision"
          name="decision"
          options={DECISIONS}
          chosen={lastTyped(own, 'decision')}
        />
        <TextArea
          label="Note à la mutuelle"
          name="note"
          rows={2}
          defaultValue={lastTyped(own, 'note')}
          hint={fr`Facultative ; la mutuelle la lit à côté de la décision.`}
        />
      </SpaceForm>
    </article>
  );
};
