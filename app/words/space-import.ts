import type { ImportOutcome } from '#server/contract/directory-edits';
import { counted, fr } from './typography';

/** What the file would change, or has changed. */
export const importTitle = ({ changes, isDryRun }: ImportOutcome): string => {
  if (changes.length === 0) return fr`Ce fichier ne change rien`;
  const count = counted(changes.length, 'convention');
  return isDryRun
    ? fr`Ce fichier toucherait ${count}`
    : fr`C'est fait : ${counted(changes.length, 'convention chargée', 'conventions chargées')}`;
};

/** Labels of what has a column of its own. */
export const ownColumnLabels = ['Plateforme', 'Code', 'CSR'];

export const importDiffWords = {
  scroll: (heading: string): string => `${heading}, défile de côté`,
  changes: 'Ce qui change',
  csr: (csr: string): string => `CSR ${csr}`,
  others: (count: number): string => fr`et ${count} autres de la même sorte.`,
  toAdd: 'À ajouter',
  added: 'Ajoutées',
  toChange: 'À changer',
  changed: 'Changées',
  toClose: 'À clore',
  closed: 'Closes',
  unchanged: (count: number): string => counted(count, 'convention inchangée', 'conventions inchangées'),
  toRead: fr`À relire`,
};

export const importWords = {
  accept: 'Accepter ces changements',
  acceptHint: fr`Le tableau en tient compte aussitôt ; le journal garde ce qui était.`,
  faults: (count: number): string => fr`${counted(count, 'faute')} dans le fichier : rien n'est chargé.`,
  faultsCure: fr`Corrigez le texte ci-dessous ou votre fichier, et renvoyez.`,
  faultsScroll: 'Fautes du fichier, défile de côté',
  where: 'Où',
  fault: 'Ce qui ne va pas',
  cure: 'Que faire',
  refusedTitle: 'Fichier refusé',
  correctTitle: 'Corriger, ou prendre un autre fichier',
  fileTitle: 'Le fichier',
  file: 'Fichier CSV',
  fileHint: fr`1 Mo au plus ; séparé par « ; » ou « , », en UTF-8 ou tel qu'Excel l'enregistre. Le fichier l'emporte sur le texte ci-dessous.`,
  text: 'Ou le texte du fichier',
  header: fr`En-tête : `,
  headerProfessions: fr`. Professions séparées par « | », ou `,
  reading: 'Lecture…',
  preview: 'Voir ce qui changerait',
  nothingWritten: 'Rien n’est écrit à cette étape.',
  title: 'Charger des conventions',
  lead: fr`Deux temps : vous voyez ce qui changerait, puis vous acceptez. Tout ou rien.`,
  another: 'Charger un autre fichier',
};

export const nothingToRead = {
  title: 'Rien à lire',
  detail: fr`Aucun fichier n'est choisi, aucun texte n'est collé.`,
  cure: fr`Choisissez un fichier CSV, ou collez son texte.`,
};
