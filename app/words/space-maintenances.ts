import type { Maintenance } from '#server/contract/maintenances';
import { fullDay } from './instants';
import { maintenanceStateWords } from './maintenances';
import { counted, fr, typeset } from './typography';

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
  repeatHint: fr`À la même heure de Paris, sur quatre-vingt-dix jours au plus. Un mois qui n'a pas cette date est sauté.`,
  count: 'Nombre de fois',
  countHint: fr`Lu seulement si elle se répète, et si aucune règle n'est écrite.`,
  rule: 'Règle écrite',
  ruleHint: fr`Lue seulement si la répétition le dit. Par exemple `,
  ruleExample: 'FREQ=WEEKLY;BYDAY=TU,TH;COUNT=8',
  onlyPlatform: (name: string): string =>
    fr`Plateforme : ${typeset(name)}, la seule que vous pouvez modifier`,
  lead: fr`Annoncée d'avance ; un arrêt déjà là se dit par un incident`,
  announce: 'Annoncer',
};

/** What would be announced, before it is. */
export const windowsPreviewWords = {
  title: 'Ce qui sera annoncé',
  lead: fr`« Voir l'aperçu » montre ici les dix premières fenêtres.`,
  count: (total: number): string =>
    total > 10 ? fr`${total} fenêtres, dont voici les dix premières.` : fr`${counted(total, 'fenêtre')}.`,
  /** Of an hour that clocks skip. */
  beginsLater: (hour: string, begins: string): string =>
    fr`il n'y a pas de ${hour} cette nuit-là, car les horloges avancent : elle commence à ${begins}`,
  endsOtherwise: (ends: string): string =>
    fr`aussi longue que la première, elle finit à ${ends}, car les horloges changent cette nuit-là`,
  next: (instant: string): string =>
    fr`La suivante, ${fullDay(instant)}, commence dans plus de quatre-vingt-dix jours : elle n'est pas annoncée, et il faudra le faire plus tard.`,
};

export const maintenanceFaults = {
  noStart: 'Le début manque.',
  noEnd: 'La fin manque.',
  noCount: fr`Le nombre de fois va de 2 à 90.`,
  writeCount: fr`Écrivez un nombre entier ; une seule fois se dit par la répétition.`,
  noRule: 'La règle manque.',
  writeRule: fr`Écrivez par exemple FREQ=WEEKLY;BYDAY=TU;COUNT=4.`,
  /** Of an hour that clocks skip, from which others are counted. */
  skippedHour: (hour: string): string =>
    fr`Il n'y a pas de ${hour} cette nuit-là, car les horloges avancent : les fenêtres suivantes n'auraient pas d'heure sûre.`,
  skippedEnd: (hour: string): string => fr`Il n'y a pas de ${hour} cette nuit-là, car les horloges avancent.`,
  writeEnd: (hour: string): string => fr`Écrivez ${hour}.`,
  otherHour: fr`Commencez à une autre heure, ou une autre nuit.`,
};
