import type { Maintenance } from '#server/contract/maintenances';
import { maintenanceStateWords } from './maintenances';
import { fr, typeset } from './typography';

export const ownMaintenancesWords = {
  title: 'Vos maintenances',
  none: fr`Aucune maintenance annoncée.`,
  listTitle: 'Fenêtres annoncées, la plus lointaine d’abord',
  older: 'Maintenances plus anciennes',
  state: (state: Maintenance['state'], platform: string): string =>
    fr`${maintenanceStateWords[state]} : ${typeset(platform)}`,
  cancelThis: 'Annuler cette fenêtre',
  cancel: 'Annuler la fenêtre',
  leave: 'La laisser',
  cancelHint: fr`Elle reste lisible, marquée « annulée ».`,
  whom: 'aux opérateurs et au bureau',
};

export const newMaintenanceWords = {
  title: 'Nouvelle maintenance',
  flows: 'Échanges arrêtés',
  textHint: fr`Ce qui est fait, et ce qui marche encore pendant ce temps.`,
  start: 'Début (heure de Paris)',
  end: 'Fin (heure de Paris)',
  repeat: 'Répétition',
  repeatHint: fr`À la même heure de Paris, sur quatre-vingt-dix jours au plus.`,
  count: 'Nombre de fois',
  countHint: fr`Lu seulement si elle se répète.`,
  onlyPlatform: (name: string): string =>
    fr`Plateforme : ${typeset(name)}, la seule que vous pouvez modifier`,
  lead: fr`Annoncée d'avance ; un arrêt déjà là se dit par un incident`,
  announce: 'Annoncer',
};

export const maintenanceFaults = { noStart: 'Le début manque.', noEnd: 'La fin manque.' };
