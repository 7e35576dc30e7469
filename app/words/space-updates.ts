import type { Flow, Profession } from '#server/domain/facts/vocabulary';
import { flowWords } from './flows';
import { professionWords } from './professions';
import { capital, fr, of, typeset } from './typography';

export const changesWords = {
  title: '1. Ce qui change',
  lead: fr`Dans chaque case : l'état lu aujourd'hui, puis l'état après votre mise à jour. Ne touchez que ce que vous savez. « RAS » : rien de signalé.`,
  joinProfessions: 'Réunir les professions au même état',
  splitProfessions: 'Détailler toutes les professions',
  column: (group: string, names: string): string => fr`${capital(group)} : ${names}.`,
};

export const gridWords = {
  others: (count: number): string => `${count} autres`,
  andOthers: (first: Profession, length: number): string =>
    `${professionWords[first].name} et ${length - 1} autres`,
  scroll: (name: string): string => `Grille ${of(typeset(name))}, défile de côté`,
  caption: (name: string): string =>
    `${typeset(name)}, état actuel et état après, par échange et par profession`,
  wholeRow: 'Toute la ligne',
  wholeRowOf: (flow: Flow): string => `${flowWords[flow].name}, toute la ligne : après`,
  notApplicable: 'sans objet',
  cell: (flow: Flow, columns: string): string => `${flowWords[flow].name}, ${columns} : après`,
  unchanged: 'inchangé',
  row: (label: string): string => fr`ligne : ${label}`,
};

export const mutuelleFieldsWords = {
  all: fr`Mutuelles : toutes. En nommer seulement certaines…`,
  only: 'Seulement ces mutuelles',
  hint: fr`Par leur nom, une par champ ; « Voir l'aperçu » en ajoute. Tout vide : toutes.`,
  mutuelle: (index: number): string => `Mutuelle ${index + 1}`,
  unknown: (name: string): string => `Mutuelle inconnue : « ${name} ».`,
  unknownCure: 'Choisissez-la dans la liste proposée, ou videz le champ.',
};

export const previewUpdateWords = {
  title: '3. Ce que les comptoirs liront',
  lead: fr`« Voir l'aperçu » montre ici, pour chaque profession, ce que dira son tableau.`,
  scroll: (name: string): string => `Aperçu ${of(name)}, défile de côté`,
  caption: (name: string): string => `Une carte ${of(name)}, avant et après`,
  profession: 'Profession',
  now: 'Maintenant',
  after: 'Après',
  payment: 'Paiement',
  willRead: 'La ligne du tableau dira',
  nothingChanges: (reason: string): string => fr`${reason} : rien ne change au comptoir`,
};

export const publishedUpdateWords = {
  publishedOn: 'Publié le ',
  undo: (minutes: number): string => fr`Annuler (encore ${minutes} min)`,
  undoHint: fr`Retire les coupures dites à l'instant ; ce qui est retiré reste lisible comme retiré.`,
};

export const updateFaults = {
  backUnsaid: 'Une date de retour est donnée, sans dire ce qu’elle vaut.',
  backUnsaidCure: 'Choisissez « Pas avant » ou « Prévu », ou videz la date.',
  backMissing: 'La date du retour manque.',
  backMissingCure: 'Donnez-la, ou choisissez « Aucune date ».',
};

export const updateFormWords = {
  publish: 'Publier maintenant',
  publishHint: fr`Annulable 10 minutes. Signé de votre nom dans le journal : ensuite une erreur se corrige par une nouvelle mise à jour, jamais par un effacement.`,
  preview: 'Voir l’aperçu',
  keepDraft: 'Garder le brouillon',
  discardDraft: 'Jeter le brouillon',
};

export const updateTextWords = {
  inTheNameOf: 'Au nom de',
  deskItself: 'La régulation elle-même',
  source: 'Adresse de la source',
  sourceHint: fr`Obligatoire au nom de la presse ou d'une autorité : où on le lit.`,
  title: '2. Ce que vous dites',
  trueSince: 'Vrai depuis (heure de Paris)',
  backdated: fr`Antidaté : le tableau dira aussi quand vous l'avez dit.`,
  trueSinceHint: fr`Vide : à l'instant où vous publiez. Plus de cinq minutes en arrière : marqué « antidaté ».`,
  back: 'Date de retour',
  backHint: fr`« Prévu » est une promesse, dite dépassée à son heure ; sans rien changer aux cases, elle vaut pour tout ce que vous dites coupé, et « Rétabli » la vide. « Pas avant » n'en est pas une : elle s'ajoute au texte.`,
  backAt: 'Retour (heure de Paris)',
  backAtHint: fr`Vide : « aucune date annoncée ».`,
  nextUpdate: 'Prochain point au plus tard',
  nextUpdateHint: fr`Passé cette heure sans nouvelle, le tableau le dit.`,
  template: 'Partir d’un texte tout prêt',
  noTemplate: 'Aucun',
  useTemplate: 'Mettre ce texte',
  textHint: fr`Lu par tous les professionnels. Aucune donnée de patient.`,
};
