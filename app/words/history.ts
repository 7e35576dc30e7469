import { fr } from './typography';

export const historyWords = {
  nothingCut: fr`rien n'a été dit coupé`,
  from: 'Du',
  since: 'Depuis',
  until: 'Au',
  duration: 'Durée',
  ongoing: ', en cours',
  stage: 'Étape',
  cause: 'Cause',
  title: 'Historique des incidents',
  lead: fr`Le plus récent d'abord, heure de Paris`,
  none: 'Aucun incident connu à cet instant.',
  older: 'Incidents plus anciens',
  /** A day of the calendar that something touched, for whoever hears its link. */
  day: (day: string, state: string, platforms: readonly string[]): string =>
    fr`${day} : ${state}, ${platforms.join(', ')}`,
} as const;
