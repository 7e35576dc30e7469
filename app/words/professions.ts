import { distance } from 'fastest-levenshtein';
import { MAX_TYPED_LENGTH } from '#server/contract/search/typed';
import { PROFESSIONS, type Profession } from '#server/domain/facts/vocabulary';
import { fullDay } from './instants';
import { fr } from './typography';

export const professionWords: Record<
  Profession,
  { slug: string; name: string; plural: string; forOne: string }
> = {
  pharmacist: {
    slug: 'pharmacien',
    name: 'Pharmacien',
    plural: 'pharmaciens',
    forOne: 'un pharmacien',
  },
  optician: { slug: 'opticien', name: 'Opticien', plural: 'opticiens', forOne: 'un opticien' },
  physician: { slug: 'medecin', name: 'Médecin', plural: 'médecins', forOne: 'un médecin' },
  dentist: { slug: 'dentiste', name: 'Dentiste', plural: 'dentistes', forOne: 'un dentiste' },
  audiologist: {
    slug: 'audioprothesiste',
    name: 'Audioprothésiste',
    plural: 'audioprothésistes',
    forOne: 'un audioprothésiste',
  },
  nurse: { slug: 'infirmier', name: 'Infirmier', plural: 'infirmiers', forOne: 'un infirmier' },
  physiotherapist: {
    slug: 'kinesitherapeute',
    name: 'Kinésithérapeute',
    plural: 'kinésithérapeutes',
    forOne: 'un kinésithérapeute',
  },
  midwife: { slug: 'sage-femme', name: 'Sage-femme', plural: 'sages-femmes', forOne: 'une sage-femme' },
  laboratory: {
    slug: 'laboratoire',
    name: 'Laboratoire',
    plural: 'laboratoires',
    forOne: 'un laboratoire',
  },
  radiologist: {
    slug: 'radiologue',
    name: 'Radiologue',
    plural: 'radiologues',
    forOne: 'un radiologue',
  },
  'medical-transport': {
    slug: 'transport-sanitaire',
    name: 'Transport sanitaire',
    plural: 'transporteurs sanitaires',
    forOne: 'un transporteur sanitaire',
  },
  'health-centre': {
    slug: 'centre-de-sante',
    name: 'Centre de santé',
    plural: 'centres de santé',
    forOne: 'un centre de santé',
  },
  hospital: {
    slug: 'etablissement',
    name: 'Établissement',
    plural: 'établissements',
    forOne: 'un établissement',
  },
};

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

export const homeTitle = (isDoubted: boolean): string =>
  fr`Comptoir : le tiers payant${isDoubted ? '' : ', maintenant'}`;
