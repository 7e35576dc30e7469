import type { PlatformRecord } from '#server/contract/platforms';
import type { OrganisationKind, Profession } from '#server/domain/facts/vocabulary';

export type Named = { id: string; name: string };

/** What the form of a step is about, and how far its writer may go. */
export type StepScope = {
  kind: OrganisationKind;
  platforms: readonly Pick<PlatformRecord, 'id' | 'name' | 'matrix'>[];
  /** The only professions one writes for; null: all. */
  own: readonly Profession[] | null;
  /** One's own, for a mutuelle; else those that the platforms serve. */
  mutuelles: readonly Named[];
  /** In whose name the desk may write, beside its own. */
  speakers: readonly Named[];
};
