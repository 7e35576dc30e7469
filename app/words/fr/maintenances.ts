import type { Maintenance } from '#server/contract/maintenances';

export const maintenanceStateWords: Record<Maintenance['state'], string> = {
  upcoming: 'Prévue',
  'in-force': 'En cours',
  over: 'Terminée',
  cancelled: 'Annulée',
};
