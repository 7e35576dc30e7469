import { fr } from './typography';

export const replayWords = {
  replay: 'Rejeu',
  head: fr`Rejeu :`,
  before: ' vous voyez la page du ',
  after: ' (Paris), avec ce qui était connu alors.',
  now: 'Revenir à maintenant',
  invitation: 'Rejouer février 2024',
  incident: fr`Rejouer l'incident : `,
  inParis: (instant: string): string => `${instant}, heure de Paris`,
  go: 'Aller à cet instant',
} as const;
