import type { Dating } from './instants';
import { fr } from './typography';

/** What is said without a network of ours: by the page that stands for one that is not kept. */
export const offlineWords = {
  title: fr`Hors ligne – Comptoir`,
  head: 'Hors ligne',
  notKept: (path: string): string =>
    fr`Le réseau ne répond pas, et la page « ${path} » n'est pas gardée sur cet appareil. Elle sera redemandée d'elle-même dans moins d'une minute.`,
  meanwhile: fr`D'ici là, avant d'accepter ou de refuser, demandez à l'opérateur imprimé sur la carte. Le bouton « retour » de votre navigateur rend la page d'avant.`,
  again: 'Redemander cette page',
  keptHere: 'Gardées sur cet appareil',
  /** « copie de 14:32 ». */
  copy: ({ of }: Dating): string => `copie ${of}`,
  /** Why nothing vouches for a copy. */
  doubts: {
    unsigned: fr`Hors ligne : cet appareil n'a pu vérifier la signature d'aucun état.`,
    refused: fr`Hors ligne : le dernier état reçu est refusé, sa signature ou son numéro n'est pas bon.`,
    changed: fr`Hors ligne : un état signé reçu depuis dit autre chose que cette copie.`,
    clock: fr`Hors ligne : l'horloge de cet appareil a reculé, l'âge de cette copie n'est pas sûr.`,
  },
  none: fr`Aucune page n'est gardée sur cet appareil.`,
} as const;
