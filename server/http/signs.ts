import type { SignName } from '#server/contract/signs';
import type { Health } from '#server/domain/facts/vocabulary';
import type { Judged } from '#server/domain/judgement/answer';

export const HEALTH_SIGNS: Record<Health, SignName> = {
  operational: 'possible',
  degraded: 'restricted',
  unknown: 'unknown',
  down: 'suspended',
  maintenance: 'maintenance',
};

/** A « Oui » that nobody said or saw: its disc is hollow. */
export const isPresumed = ({ verdict, reason }: Pick<Judged, 'verdict' | 'reason'>): boolean =>
  verdict === 'possible' && !['declared', 'observed'].includes(reason);
