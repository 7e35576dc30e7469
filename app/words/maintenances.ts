import type { Maintenance } from '#server/contract/maintenances';
import type { Profession } from '#server/domain/facts/vocabulary';
import { professionWords } from './professions';
import { fr, listed, of } from './typography';

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

export const maintenanceWords = {
  cancelledOn: 'Annulée le ',
  announcedBy: 'Annoncée par ',
  announcedOn: ' le ',
  /** Of a window within a day: « lundi 5 février 2024, de 20:00 à 22:00 ». */
  from: ', de ',
  until: ' à ',
  fromDay: 'du ',
  untilDay: ' au ',
  scope: (touched: string, professions: readonly Profession[] | null): string =>
    fr`${touched} : ${professions ? listed(professions.map((each) => professionWords[each].plural)) : 'toutes les professions'}.`,
  title: 'Maintenances',
  titleOf: (platform: string): string => `Maintenance ${of(platform)}`,
  all: '← Toutes les maintenances',
  window: 'La fenêtre',
  lead: fr`Annoncées d'avance par les opérateurs, heure de Paris`,
  older: 'Maintenances plus anciennes',
  none: 'Aucune maintenance annoncée, ni passée, à cet instant.',
} as const;
