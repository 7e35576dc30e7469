import { fr } from './typography';

/** Around the note: the professional reads French. */
export const noteWords = {
  kind: 'Note pour le patient',
  print: 'Imprimer cette note',
  hint: fr`Une demi-page, sans aucun nom.`,
  languages: 'Langue de la note',
  unneeded: fr`Le tiers payant est possible : il n'y a pas de note à remettre.`,
  original: fr`En français : `,
  title: (language: string): string => fr`Note pour le patient (${language}) – Comptoir`,
  /** Beside each sentence: whether somebody of that language read it again. */
  unread: 'traduction non relue',
  readBy: (name: string): string => `relu par ${name}`,
} as const;

export const LANGUAGES = ['fr', 'en', 'ar', 'es', 'pt', 'tr', 'uk', 'zh'] as const;
export type Language = (typeof LANGUAGES)[number];

/** How each is named by those who speak it. */
export const languageNames: Record<Language, string> = {
  fr: 'Français',
  en: 'English',
  ar: 'العربية',
  es: 'Español',
  pt: 'Português',
  tr: 'Türkçe',
  uk: 'Українська',
  zh: '中文',
};

export const directionOf = (language: Language): 'rtl' | 'ltr' => (language === 'ar' ? 'rtl' : 'ltr');

/** Why one pays today: it is closed, it is disturbed, or nobody can tell. */
export type WhyOne = 'closed' | 'disturbed' | 'unverified';
/** What a note says, in this order; `statutory` only where that share goes on. */
export type NoteSentence = 'title' | WhyOne | 'pay' | 'statutory' | 'keep' | 'send' | 'caution';

/** `readBy`: who read the translation again; null: nobody did. French is what was written. */
export type Translated = { said: string; readBy: string | null };

export const frenchNote: Record<NoteSentence, string> = {
  title: fr`Pourquoi vous réglez aujourd'hui la part de votre mutuelle`,
  closed: fr`Un incident nous empêche aujourd'hui d'envoyer votre demande à votre complémentaire santé (mutuelle). Cela ne dit rien de vos droits.`,
  disturbed: fr`Les échanges avec votre complémentaire santé (mutuelle) sont perturbés aujourd'hui. Cela ne dit rien de vos droits.`,
  unverified: fr`Nous ne pouvons pas vérifier aujourd'hui si votre complémentaire santé (mutuelle) nous réglera directement. Cela ne dit rien de vos droits.`,
  pay: fr`Vous réglez donc vous-même la part de la complémentaire, puis elle vous rembourse selon votre contrat.`,
  statutory: fr`La part de l'Assurance maladie passe comme d'habitude.`,
  keep: fr`Gardez la facture acquittée que nous vous remettons.`,
  send: fr`Envoyez-la sans attendre à votre complémentaire santé, par son site, son application ou par courrier : votre contrat dit dans quel délai.`,
  caution: fr`Pour être remboursé, ne donnez jamais un mot de passe ni le code de votre carte bancaire.`,
};
