import type { ConventionEndBody, HeldConvention, Proposal } from '#server/contract/directory-edits';
import type { MutuelleRecord } from '#server/contract/mutuelles';
import {
  changesBetween,
  conventionEntries,
  conventionName,
  type FieldChange,
  mutuelleEntries,
} from '../../../words/fr/space-directory';
import { proposalWords } from '../../../words/fr/space-proposals';
import { conventionKey } from './convention-key';

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

/** « Mettre fin à une convention : convention avec Viamedis ». */
export const subjectOf = ({ action, content }: Proposal, nameOf: NameOf): string =>
  action === 'mutuelle'
    ? proposalWords.mutuelle
    : `${proposalWords[action]} (${conventionName(content as HeldConvention, nameOf)})`;

const keyOf = (proposed: HeldConvention | ConventionEndBody): string => conventionKey(proposed);
