import { fr, typeset } from './typography';

export const paymentFormWords = {
  title: 'Jours de paiement',
  lead: fr`Dites de chaque jour si ses factures sont payées : les professionnels le lisent sous leur réponse, à côté de ce que d'autres en disent.`,
  calendar: 'Les trente derniers jours',
  calendarHint: fr`La semaine en cours d'abord. Un jour laissé à « rien à dire » ne change pas.`,
  caption: 'Chaque jour et ce que vous en dites',
  weekdays: ['lundi', 'mardi', 'mercredi', 'jeudi', 'vendredi', 'samedi', 'dimanche'],
  states: {
    '': 'rien à dire',
    paid: 'payé',
    missing: 'manquant',
    promised: 'promis',
  },
  expectedOn: 'Les jours promis sont attendus le',
  onlyPlatform: (name: string): string => fr`Plateforme : ${typeset(name)}`,
  submit: 'Publier ces jours',
  noDay: { detail: fr`Aucun jour n'est renseigné.`, cure: fr`Choisissez un état pour un jour au moins.` },
  done: fr`Jours publiés : ils se lisent sous chaque réponse, et sur la page de la plateforme.`,
  whom: 'aux opérateurs, aux syndicats, aux mutuelles et au bureau',
} as const;
