import { distance } from 'fastest-levenshtein';
import { professionNames } from '#server/contract/profession-names';
import { MAX_TYPED_LENGTH } from '#server/contract/search/typed';
import { PROFESSIONS, type Profession } from '#server/domain/facts/vocabulary';
import { fullDay } from './instants';
import { fr } from './typography';

export const professionWords = professionNames;

const BY_SLUG = new Map(PROFESSIONS.map((profession) => [professionWords[profession].slug, profession]));

export const professionOfSlug = (slug: string): Profession | null => BY_SLUG.get(slug) ?? null;

/** The slugs that a mistyped one may stand for, nearest first, at most three. */
export const nearestSlugs = (text: string): string[] => {
  if (text.length > MAX_TYPED_LENGTH) return [];
  const typed = folded(text);
  return [...BY_SLUG.keys()]
    .map((slug) => ({ slug, distance: distance(typed, slug) }))
    .filter(({ slug, distance }) => distance <= slug.length / 2)
    .sort((a, b) => a.distance - b.distance)
    .slice(0, 3)
    .map(({ slug }) => slug);
};

const folded = (text: string): string => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();

/** « Opticien : tiers payant, maintenant – Comptoir »; of a replay, the day it is of. `at`: null now. */
export const boardTitle = (profession: Profession, at: string | null, isDoubted: boolean): string => {
  const when = at !== null ? fullDay(at) : isDoubted ? 'à vérifier' : 'maintenant';
  return fr`${professionWords[profession].name} : tiers payant, ${when} – Comptoir`;
};
