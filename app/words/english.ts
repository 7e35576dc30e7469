/** Whoever asks for our pages in English is told that there are none, and where the French one is. */
export const englishWords = {
  title: 'Pas de page en anglais',
  detail: 'Les pages de Comptoir sont en français. Seule la note pour le patient est aussi en anglais.',
  french: 'La page en français',
} as const;
