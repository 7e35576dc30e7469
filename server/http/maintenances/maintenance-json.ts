import type { Directory } from '#server/domain/facts/directory';
import { type Maintenance, maintenanceState } from '#server/domain/facts/maintenances';

/** A window as it crosses the wire, in its state at `at`. */
export const maintenanceJson = (
  directory: Directory,
  maintenance: Omit<Maintenance, 'storedAt'> & { storedAt?: Date },
  at: Date,
) => {
  const { storedAt: _, ...rest } = maintenance;
  return {
    ...rest,
    name: directory.organisations.get(maintenance.by)?.name ?? maintenance.by,
    flows: maintenance.flows,
    professions: maintenance.professions,
    cancelledAt: maintenance.cancelledAt && maintenance.cancelledAt <= at ? maintenance.cancelledAt : null,
    state: maintenanceState(maintenance, at),
  };
};
