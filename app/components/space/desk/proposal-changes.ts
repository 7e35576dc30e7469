import type { ConventionEndBody, HeldConvention, Proposal } from '#server/contract/directory-edits';
import type { MutuelleRecord } from '#server/contract/mutuelles';
import {
  changesBetween,
  conventionEntries,
  conventionName,
  dayWords,
  type FieldChange,
  mutuelleEntries,
  untilLabel,
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
