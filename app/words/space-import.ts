import type { ConventionColumn } from '#server/contract/convention-columns';
import type { ImportOutcome } from '#server/contract/directory-edits';
import { counted, fr, listed } from './typography';

/** What the file would change, or has changed. */
export const importTitle = ({ changes, mutuelles, platforms, isDryRun }: ImportOutcome): string => {
  const touched = [
    ...(platforms.length > 0 ? [counted(platforms.length, 'plateforme')] : []),
    ...(mutuelles.length > 0 ? [counted(mutuelles.length, 'mutuelle')] : []),
    ...(changes.length > 0 ? [counted(changes.length, 'convention')] : []),
  ];
  if (touched.length === 0) return fr`Ce fichier ne change rien`;
  const loaded = platforms.length + mutuelles.length + changes.length > 1 ? 'chargées' : 'chargée';
  return isDryRun
    ? fr`Ce fichier toucherait ${listed(touched)}`
    : fr`C'est fait : ${listed(touched)} ${loaded}`;
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
  toReplace: 'À remplacer',
  replaced: 'Remplacées',
  lines: 'Ligne',
  toClose: 'À clore',
  closed: 'Closes',
  unchanged: (count: number): string => counted(count, 'convention inchangée', 'conventions inchangées'),
  toRead: fr`À relire`,
  platforms: 'Plateformes',
  mutuelles: 'Mutuelles',
  isNew: 'nouvelle',
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
  fileHint: fr`1 Mo au plus, tel que votre tableur l'enregistre (« ; », « , » ou tabulation). Le fichier l'emporte sur le texte ci-dessous.`,
  text: 'Ou les cellules collées, ou le texte du fichier',
  textHint: fr`Copiez les cellules dans le tableur, ligne d'en-tête comprise, et collez-les ici. En-tête : `,
  known: fr`Une convention que l'annuaire connaît`,
  replace: fr`Remplacer : la ligne prend sa place`,
  replaceHint: fr`Sinon la ligne y ajoute ses professions, sans rien effacer. C'est la même si mutuelle, plateforme, code, CSR et début sont les mêmes.`,
  model: 'Fichier modèle',
  columnsTitle: 'Les colonnes',
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

/** What is written in each column of a list, in the order of the model file. */
export const columnWords: Record<ConventionColumn, string> = {
  mutuelle: fr`Son identifiant, son nom exact, un de ses alias ou son numéro AMC.`,
  platform: fr`L'identifiant de la plateforme, ou son nom exact.`,
  professions: fr`Séparées par « | » : opticien | dentiste. Ou « tous ».`,
  code: fr`Le code de la convention sur la carte, s'il y en a un ; dans une cellule de texte, pour garder ses zéros.`,
  csr: fr`Le CSR sur la carte, s'il y en a un ; de même.`,
  from: fr`Premier jour, AAAA-MM-JJ ou JJ/MM/AAAA. Vide : depuis toujours.`,
  to: fr`Premier jour où elle ne compte plus. Vide : sans fin.`,
  source_url: fr`L'adresse de la page qui le dit.`,
  source_kind: fr`Ce qu'est cette source, en quelques mots.`,
  source_as_of: fr`De quand elle est : AAAA, AAAA-MM ou une date.`,
  source_confidence: fr`haute, moyenne ou basse.`,
};
