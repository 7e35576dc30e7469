import type { Profession } from '#server/domain/facts/vocabulary';
import { type HealthWord, healthWords } from './flows';
import { professionWords } from './professions';
import { fr, listed } from './typography';

/** A return that nobody has confirmed yet, as boards tell it. */
export const announcedWord: HealthWord = { ...healthWords.degraded, word: 'Retour annoncé' };

export const incidentPageWords = {
  steps: fr`Étapes, la plus récente d'abord`,
  noStep: fr`Rien n'était encore dit à cet instant.`,
  saidOn: ' · dit le ',
  closed: 'incident clos',
  /** Follows the name of a platform, as the words of a link. */
  byProfession: ' par profession',
  touched: 'Ce qui est touché, jugé à cet instant',
  touchedRegion: 'Ce qui est touché, défile de côté',
  touchedCaption: 'Le pire état, toutes professions réunies',
  flow: 'Échange',
  platform: 'Plateforme',
  state: 'État',
  since: 'Depuis',
  backExpected: fr`. Retour attendu : `,
  retracted: 'Retiré',
  retractedOn: ' le ',
  confirmed: 'Confirmé',
  confirmedBy: (names: readonly string[]): string => ` par ${listed(names)}`,
  /** For whom a statement is; the mutuelles it is limited to are counted. */
  audience: (professions: readonly Profession[] | null, mutuelles: readonly unknown[] | null): string => {
    const readers = professions
      ? `Pour les ${listed(professions.map((each) => professionWords[each].plural))}`
      : 'Pour toutes les professions';
    return mutuelles ? `${readers}, pour certaines mutuelles seulement (${mutuelles.length})` : readers;
  },
} as const;
