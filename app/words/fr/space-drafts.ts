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
