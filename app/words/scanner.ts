import { fr } from './typography';

/** What the camera sees, in words; and what one does about it. */
export const scannerWords = {
  title: 'Scanner une carte',
  pageTitle: (profession: string): string => fr`${profession} : scanner une carte – Comptoir`,
  back: fr`← Revenir au tableau`,
  lead: fr`Visez le code imprimé sur la carte de tiers payant. L'image reste dans cet appareil : on n'en garde que le numéro d'AMC, le type et le CSR, le reste n'est ni lu ni gardé.`,
  open: 'Ouvrir la caméra',
  close: 'Fermer la caméra',
  torchOn: 'Allumer la lampe',
  torchOff: 'Éteindre la lampe',
  photo: 'Ou une photo de la carte',
  video: 'Image de la caméra',
  withoutScript: fr`La caméra demande JavaScript. Tapez le numéro d'AMC imprimé sur la carte dans la recherche du tableau.`,
} as const;

/** What is going on with a picture; `idle`: nothing yet. */
export type Seeing =
  | 'idle'
  | 'opening'
  | 'looking'
  | 'dark'
  | 'found'
  | 'refused'
  | 'absent'
  | 'busy'
  | 'unreadable'
  | 'several'
  | 'none'
  | 'broken';

export const seeingWords: Record<Seeing, string> = {
  idle: '',
  opening: fr`La caméra s'ouvre…`,
  looking: fr`Approchez la carte : le code doit tenir dans l'image, net.`,
  dark: fr`L'image est trop sombre : allumez la lampe, ou approchez la carte de la lumière.`,
  found: 'Carte lue.',
  refused: fr`La caméra est refusée pour ce site. Autorisez-la dans les réglages du navigateur, ou tapez le numéro d'AMC dans la recherche du tableau.`,
  absent: fr`Aucune caméra ici. Choisissez une photo, ou tapez le numéro d'AMC dans la recherche du tableau.`,
  busy: fr`La caméra ne répond pas : une autre application s'en sert peut-être. Fermez-la et recommencez.`,
  unreadable: fr`Ce code n'est pas celui d'une carte : il ne commence pas par un numéro d'AMC connu. Rien n'en est lu ni gardé.`,
  several: fr`Plusieurs cartes dans l'image : n'en montrez qu'une.`,
  none: fr`Aucun code lisible sur cette photo : reprenez-la de plus près, à plat, sans reflet.`,
  broken: fr`Le lecteur n'a pas pu être chargé. Vérifiez le réseau et recommencez, ou tapez le numéro d'AMC dans la recherche du tableau.`,
};
