import { Link } from '@remix-run/react';
import type { Proposal } from '#server/contract/directory-edits';
import { longInstant } from '../../../words/fr/instants';
import { fateWords } from '../../../words/fr/space-proposals';
import { fr, typeset } from '../../../words/fr/typography';
import { Moment } from '../../moment';
import { ChangeLines } from './change-lines';
import { askedBy, subjectOf } from './proposal-changes';

type ProposalsListProps = {
  proposals: readonly Proposal[];
  nameOf: (platform: string) => string;
  /** On the page of the mutuelle they are about. */
  isOnItsPage?: boolean;
};

/** Proposals and their fate, in a few lines each. */
export const ProposalsList = ({ proposals, nameOf, isOnItsPage = false }: ProposalsListProps) => (
  <ul className="notices desk-list">
    {proposals.map((proposal) => (
      <li key={proposal.id}>
        {subjectOf(proposal, nameOf)}
        {fr` : `}
        <b>{fateWords(proposal)}</b>
        {!isOnItsPage && (
          <>
            {' · '}
            <Link to={`/espace/annuaire/${proposal.mutuelle}`}>{proposal.mutuelle}</Link>
          </>
        )}
        <p>
          Proposé par {proposal.author}, <Moment iso={proposal.proposedAt} as={longInstant} />
          {proposal.decidedAt && (
            <>
              {fr` ; décidé `}
              <Moment iso={proposal.decidedAt} as={longInstant} />
            </>
          )}
        </p>
        <ChangeLines changes={askedBy(proposal, nameOf)} />
        {proposal.note && <p>{typeset(`Note du bureau : ${proposal.note}`)}</p>}
      </li>
    ))}
  </ul>
);
