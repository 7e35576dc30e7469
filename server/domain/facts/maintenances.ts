import type { Flow, Profession } from './vocabulary';

/** A window announced ahead, `to` excluded. */
export type Maintenance = {
  id: string;
  by: string;
  platform: string;
  flows: readonly Flow[];
  /** null: all. */
  professions: readonly Profession[] | null;
  from: Date;
  to: Date;
  recordedAt: Date;
  storedAt: Date;
  text: string | null;
  cancelledAt: Date | null;
};

/** Known, begun, not over, and not cancelled by the earlier of the two instants (RULES.md 4). */
export const isInForce = (maintenance: Maintenance, at: Date, knownAt: Date): boolean =>
  maintenance.recordedAt <= knownAt &&
  maintenance.from <= at &&
  at < maintenance.to &&
  !(maintenance.cancelledAt && maintenance.cancelledAt <= at && maintenance.cancelledAt <= knownAt);

export type MaintenanceState = 'upcoming' | 'in-force' | 'over' | 'cancelled';

export const maintenanceState = (
  maintenance: Pick<Maintenance, 'from' | 'to' | 'cancelledAt'>,
  at: Date,
): MaintenanceState => {
  if (maintenance.cancelledAt && maintenance.cancelledAt <= at) return 'cancelled';
  if (at < maintenance.from) return 'upcoming';
  return at < maintenance.to ? 'in-force' : 'over';
};
