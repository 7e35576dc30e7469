import type { Maintenance } from '#server/contract/maintenances';

export const maintenanceStateWords: Record<Maintenance['state'], string> = {
  upcoming: 'Prévue',
  'in-force': 'En cours',
  over: 'Terminée',
  cancelled: 'Annulée',
};

/** The parts of the page, in the order one asks: now, soon, before. */
export const maintenanceParts: readonly {
  title: string;
  states: readonly Maintenance['state'][];
  none: string;
}[] = [
  { title: 'En cours', states: ['in-force'], none: 'Aucune maintenance en cours.' },
  { title: 'À venir', states: ['upcoming'], none: 'Aucune maintenance annoncée.' },
  { title: 'Passées et annulées', states: ['over', 'cancelled'], none: 'Aucune.' },
];
