import { fr } from './typography';

export const searchWords = {
  results: (typed: string): string => fr`Résultats pour « ${typed} »`,
  /** The keys as printed on them, and what each does. */
  keys: {
    enter: 'Entrée',
    escape: 'Échap',
    choose: ' choisir',
    open: ' ouvrir',
    clear: ' effacer',
    back: ' revenir ici',
  },
  scans: {
    read: fr`Le reste de la carte n'est ni lu ni gardé.`,
    unreadable: fr`Ce code ne commence pas par un numéro d'AMC : rien n'en est lu ni gardé.`,
  },
  sinceDay: (day: string): string => ` · depuis le ${day}`,
  none: (typed: string): string => fr`Aucune mutuelle pour « ${typed} ».`,
  /** How many are shown of how many found. */
  first: (shown: number, count: number): string =>
    `${shown} ${shown > 1 ? 'premières' : 'première'} sur ${count}.`,
  count: (count: number): string => (count === 1 ? 'Une mutuelle.' : `${count} mutuelles.`),
  field: fr`Mutuelle, n° AMC, ou scannez la carte`,
  submit: 'Chercher',
} as const;
