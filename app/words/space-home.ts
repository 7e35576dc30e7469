import type { OrganisationKind } from '#server/domain/facts/vocabulary';
import { fr } from './typography';

export type FirstStep = { to: string; title: string; why: string };

const INCIDENT: FirstStep = {
  to: '/espace/incidents/nouveau',
  title: 'Ouvrir un incident',
  why: fr`Dès que quelque chose ne marche pas : ce qui est coupé, pour qui, depuis quand.`,
};
const NOTICE: FirstStep = {
  to: '/espace/avis',
  title: 'Publier un avis',
  why: fr`Ce que vos professions doivent faire, à votre nom, avec une date de fin.`,
};
const MAINTENANCE: FirstStep = {
  to: '/espace/maintenances',
  title: 'Annoncer une maintenance',
  why: fr`D'avance : les comptoirs s'organisent, et le tableau ne dira pas « coupé » sans raison.`,
};
const DIRECTORY: FirstStep = {
  to: '/espace/annuaire',
  title: 'Relire votre fiche',
  why: fr`Vos noms, vos numéros AMC, vos opérateurs : ce que vous proposez passe par le bureau.`,
};
const ORGANISATIONS: FirstStep = {
  to: '/espace/organisations',
  title: 'Relire les organisations',
  why: fr`Qui parle, et sur quoi : chacune n'écrit que dans son périmètre.`,
};

/** What one can begin with when nothing waits. */
export const firstSteps: Record<OrganisationKind, readonly FirstStep[]> = {
  operator: [INCIDENT, MAINTENANCE],
  union: [NOTICE, INCIDENT],
  mutuelle: [DIRECTORY, INCIDENT],
  desk: [
    ORGANISATIONS,
    { ...DIRECTORY, title: fr`Relire l'annuaire`, why: fr`Mutuelles, conventions, import d'un fichier.` },
  ],
  authority: [],
  press: [],
};

/** For who may invite: whom one lets in shares the work, but confirms no word of whoever let it in. */
export const inviteStep: FirstStep = {
  to: '/espace/personnes',
  title: 'Inviter un collègue',
  why: fr`Pour publier à plusieurs. Vos propres retours, quelqu'un que vous n'avez pas fait entrer les confirmera.`,
};

/** Forms that keep a draft, by the beginning of their name; what follows is the id of what they change. */
const PLACES = [
  { form: 'incident-', title: 'Point sur un incident', to: '/espace/incidents/' },
  { form: 'incident', title: 'Nouvel incident', to: '/espace/incidents/nouveau' },
  { form: 'avis-', title: 'Correction d’un avis', to: '/espace/avis/' },
  { form: 'avis', title: 'Nouvel avis', to: '/espace/avis/nouveau' },
  { form: 'maintenance', title: 'Nouvelle maintenance', to: '/espace/maintenances/nouvelle' },
] as const;

/** Where a draft is taken up again. */
export const draftPlace = (form: string): { title: string; to: string } => {
  const place = PLACES.find(
    (each) => form === each.form || (each.form.endsWith('-') && form.startsWith(each.form)),
  );
  if (!place) return { title: form, to: '/espace' };
  return {
    title: place.title,
    to: place.form.endsWith('-') ? place.to + form.slice(place.form.length) : place.to,
  };
};
