import { counted, fr } from './typography';

export const previewWords = {
  title: 'Aperçu',
  onTheBoard: 'Sur le tableau',
  onItsPage: 'Sur sa page',
  signed: 'Signé de votre organisation',
  nobody: fr`Aucune réponse n'est concernée : personne ne le lira à côté d'une réponse.`,
  /** « change « Que faire » de 258 mutuelles, dont 258 « Oui » ». */
  effect: ({ reached, advised, possible }: Counts): string =>
    advised === 0
      ? fr`s'affiche avec ${counted(reached, 'mutuelle')}, sans changer « Que faire »`
      : fr`change « Que faire » de ${counted(advised, 'mutuelle')}, dont ${possible} « Oui »`,
  /** Of an advice that restricts and is given to all (RULES.md 7). */
  asText: (count: number): string =>
    fr`Un conseil qui restreint et ne vise ni plateforme ni mutuelle ne se lit pas sous un « Oui » que rien ne touche : sur ${counted(count, 'réponse')}, seul le texte de l'avis est montré.`,
  first: fr`Les premières réponses changées :`,
};

type Counts = { reached: number; advised: number; possible: number };

export const noticeFormWords = {
  noTemplate: 'Aucun',
  platforms: 'Plateformes concernées',
  mutuelles: 'Mutuelles concernées',
  mutuellesHint: fr`Une par ligne : son nom exact, son identifiant ou son numéro AMC.`,
  reach: 'Ou tout le monde',
  all: 'Toutes les mutuelles et toutes les plateformes',
  allHint: fr`À cocher si l'avis ne vise ni plateforme ni mutuelle. Un conseil qui restreint ne s'affiche alors pas sous un « Oui ».`,
  nobody: {
    detail: fr`L'avis ne dit pas qui il concerne.`,
    cure: fr`Cochez des plateformes, nommez des mutuelles, ou cochez « Toutes ».`,
  },
  someAndAll: {
    detail: fr`L'avis vise certaines plateformes ou mutuelles, et toutes à la fois.`,
    cure: fr`Décochez « Toutes », ou videz plateformes et mutuelles.`,
  },
  validUntil: 'Valable jusqu’à (heure de Paris)',
  validUntilHint: fr`Vide : trente jours.`,
  source: 'Adresse du texte d’origine',
  advice: 'Conseil',
  adviceHint: fr`Dans une liste fermée, pour que deux syndicats se comparent. Il est lu sous « Que faire ».`,
  text: 'Texte',
  textHint: fr`Une ligne vide sépare deux paragraphes. « ### Titre », « **gras** », « *italique* », « - » ou « 1. » en tête de ligne pour une liste, « > » pour citer, « [texte](https://…) » pour un lien vers un site public, un opérateur ou une source déjà citée. Le HTML et les images restent du texte.`,
};

export const noticePageWords = {
  correctOrWithdraw: 'Corriger ou retirer cet avis',
  backToOwn: 'Voir nos avis',
  publicPage: 'ce que tout le monde en lit',
  publishNew: 'Publier un nouvel avis',
  correctReplacing: 'Corriger celui qui le remplace',
  withdrawTitle: 'Retirer sans remplacer',
  withdraw: 'Retirer l’avis',
  withdrawHint: fr`Il quitte les tableaux tout de suite ; sa page reste, marquée « retiré ».`,
  compare: 'Comparez avec ce qui est en vigueur, plus bas, puis envoyez votre texte ou reprenez-le.',
  correct: (title: string): string => `Corriger : ${title}`,
  publishAsNew: 'Publier comme nouvel avis',
  publishCorrection: 'Publier la correction',
};

export const ownNoticesWords = {
  title: 'Vos avis',
  newNotice: 'Nouvel avis',
  publish: 'Publier maintenant',
  none: fr`Aucun avis publié.`,
  older: 'Avis plus anciens',
  whom: 'aux syndicats et au bureau',
  toOwner: (name: string): string => `à ${name}`,
};

export const staleNoticeWords = {
  withdrawnTitle: 'L’avis a été retiré',
  on: 'le ',
  sentAsNew: fr`. Votre texte est gardé plus bas : l'envoyer en fait un nouvel avis.`,
  correctedOn: ' l’a corrigé le ',
  sentAsCorrection: fr`Votre texte est gardé plus bas : l'envoyer corrige cette nouvelle version.`,
  audience: 'Destinataires',
  validUntil: 'Valable jusqu’au',
  caption: 'Ce que vous aviez lu, et ce qui est en vigueur',
  what: 'Quoi',
  read: 'Vous aviez lu',
  inForce: 'En vigueur',
};
