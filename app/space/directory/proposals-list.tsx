import { Link } from '@remix-run/react';
import type { ConventionEndBody, HeldConvention, Proposal } from '#server/contract/directory-edits';
import type { MutuelleRecord } from '#server/contract/mutuelles';
import { Moment } from '../../ui/moment';
import { longInstant } from '../../words/instants';
import {
  changesBetween,
  conventionEntries,
  conventionName,
  dayWords,
  type FieldChange,
  fateWords,
  mutuelleEntries,
  proposalWords,
  untilLabel,
} from '../../words/space-directory';
import { proposalsWords } from '../../words/space-proposals';
import { COLON, typeset } from '../../words/typography';
import { conventionKey } from './conventions-table';
import { ChangeLines } from './history';

type NameOf = (platform: string) => string;

/** What a proposal would change of its mutuelle as it is now. */
export const changesProposed = (
  { action, content }: Proposal,
  now: MutuelleRecord,
  nameOf: NameOf,
): FieldChange[] => {
  if (action === 'mutuelle')
    return changesBetween(mutuelleEntries(now), mutuelleEntries(content as MutuelleRecord));
  const proposed = content as HeldConvention | ConventionEndBody;
  const current = now.conventions.find(
    (each) => conventionKey({ ...each, mutuelle: now.id }) === keyOf(proposed),
  );
  const before = current ? conventionEntries(current, nameOf) : null;
  if ('source' in proposed) return changesBetween(before, conventionEntries(proposed, nameOf));
  return current ? changesBetween(before, conventionEntries({ ...current, to: proposed.to }, nameOf)) : [];
};

/** What a proposal asks for, whatever has become of its mutuelle since. */
export const askedBy = ({ action, content }: Proposal, nameOf: NameOf): FieldChange[] => {
  if (action === 'mutuelle') return changesBetween(null, mutuelleEntries(content as MutuelleRecord));
  const asked = content as HeldConvention | ConventionEndBody;
  return 'source' in asked
    ? changesBetween(null, conventionEntries(asked, nameOf))
    : [{ label: untilLabel, was: null, is: dayWords(asked.to) }];
};

/** « Mettre fin à une convention : convention avec Viamedis ». */
export const subjectOf = ({ action, content }: Proposal, nameOf: NameOf): string =>
  action === 'mutuelle'
    ? proposalWords.mutuelle
    : `${proposalWords[action]} (${conventionName(content as HeldConvention, nameOf)})`;

const keyOf = (proposed: HeldConvention | ConventionEndBody): string => conventionKey(proposed);

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
        {COLON}
        <b>{fateWords(proposal)}</b>
        {!isOnItsPage && (
          <>
            {' · '}
            <Link to={`/espace/annuaire/${proposal.mutuelle}`}>{proposal.mutuelle}</Link>
          </>
        )}
        <p>
          {proposalsWords.proposedBy}
          {proposal.author}, <Moment iso={proposal.proposedAt} as={longInstant} />
          {proposal.decidedAt && (
            <>
              {proposalsWords.decided}
              <Moment iso={proposal.decidedAt} as={longInstant} />
            </>
          )}
        </p>
        <ChangeLines changes={askedBy(proposal, nameOf)} />
        {proposal.note && <p>{typeset(proposalsWords.note(proposal.note))}</p>}
      </li>
    ))}
  </ul>
);
