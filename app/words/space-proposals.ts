import { counted, fr } from './typography';

export const proposalsWords = {
  proposedBy: 'Proposé par ',
  decided: fr` ; décidé `,
  note: (note: string): string => `Note du bureau : ${note}`,
  noChange: 'Rien ne changerait : c’est déjà ainsi.',
  scroll: (about: string): string => `${about}, défile de côté`,
  field: 'Champ',
  now: 'Maintenant',
  proposed: 'Proposé',
  noteToMutuelle: 'Note à la mutuelle',
  noteHint: fr`Facultative ; la mutuelle la lit à côté de la décision.`,
  title: 'Propositions',
  leadOfDesk: fr`Ce que des mutuelles demandent de changer d'elles-mêmes.`,
  leadOfMutuelle: fr`Ce que votre organisation a demandé de changer, et ce que le bureau en a décidé.`,
  open: (count: number): string => `${counted(count, 'proposition')} à décider`,
  decidedTitle: 'Décidées',
};

/** What the desk decides, of a proposal and of a remark. */
export const decisionWords = {
  accept: 'Accepter',
  refuse: 'Refuser',
  readEntry: 'voir la fiche',
  save: 'Enregistrer la décision',
  legend: 'Votre décision',
  none: 'Rien à décider',
};

export const remarksWords = {
  lastTime: fr` ; la dernière fois `,
  source: 'Adresse où vous l’avez lu',
  sourceHint: fr`Facultative. Sans elle, la fiabilité est basse et la réponse dit « opérateur à vérifier sur la carte ».`,
  title: 'Remarques',
  lead: fr`Ce que des professionnels disent de l'annuaire, depuis leur comptoir.`,
  open: (count: number): string => `${counted(count, 'remarque')} à décider`,
  agreed: fr`Cinq cabinets vérifiés ou plus l'ont lu sur la carte depuis un an, et aucun ne dit le contraire : la convention les cite comme source.`,
  makeConvention: 'Créer la convention',
  otherwise: 'Décider autrement',
};
