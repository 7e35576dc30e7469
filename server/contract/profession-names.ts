import type { Profession } from '#server/domain/facts/vocabulary';

/** How professions are called in French: on the pages, in their addresses, and in lists that people write. */
export const professionNames: Record<Profession, { slug: string; name: string; plural: string }> = {
  pharmacist: { slug: 'pharmacien', name: 'Pharmacien', plural: 'pharmaciens' },
  optician: { slug: 'opticien', name: 'Opticien', plural: 'opticiens' },
  physician: { slug: 'medecin', name: 'Médecin', plural: 'médecins' },
  dentist: { slug: 'dentiste', name: 'Dentiste', plural: 'dentistes' },
  audiologist: { slug: 'audioprothesiste', name: 'Audioprothésiste', plural: 'audioprothésistes' },
  nurse: { slug: 'infirmier', name: 'Infirmier', plural: 'infirmiers' },
  physiotherapist: { slug: 'kinesitherapeute', name: 'Kinésithérapeute', plural: 'kinésithérapeutes' },
  midwife: { slug: 'sage-femme', name: 'Sage-femme', plural: 'sages-femmes' },
  laboratory: { slug: 'laboratoire', name: 'Laboratoire', plural: 'laboratoires' },
  radiologist: { slug: 'radiologue', name: 'Radiologue', plural: 'radiologues' },
  'medical-transport': {
    slug: 'transport-sanitaire',
    name: 'Transport sanitaire',
    plural: 'transporteurs sanitaires',
  },
  'health-centre': { slug: 'centre-de-sante', name: 'Centre de santé', plural: 'centres de santé' },
  hospital: { slug: 'etablissement', name: 'Établissement', plural: 'établissements' },
};
