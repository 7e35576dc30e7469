import type { Stage } from '#server/domain/facts/vocabulary';
import { fr } from './typography';

/** Texts ready to be sent, or to be mended before. */
export type Template = { id: string; label: string; stage: Stage; text: string };

export const TEMPLATES: readonly Template[] = [
  {
    id: 'panne',
    label: 'Panne constatée',
    stage: 'investigating',
    text: fr`Une panne touche nos services. Nous en cherchons la cause et donnons un nouveau point dès que possible.`,
  },
  {
    id: 'cause',
    label: 'Cause trouvée',
    stage: 'identified',
    text: fr`La cause est identifiée. La remise en service est en cours ; aucune date n'est encore certaine.`,
  },
  {
    id: 'point',
    label: 'Point sans changement',
    stage: 'identified',
    text: fr`Pas de changement depuis le dernier point. Les équipes restent mobilisées.`,
  },
  {
    id: 'partiel',
    label: 'Retour partiel',
    stage: 'monitoring',
    text: fr`Une partie de nos services revient. Ce qui n'est pas nommé ici n'est pas encore rétabli.`,
  },
  {
    id: 'retour',
    label: 'Retour',
    stage: 'monitoring',
    text: fr`Nos services sont revenus. Nous les surveillons avant de clore l'incident.`,
  },
  {
    id: 'cyberattaque',
    label: 'Cyberattaque',
    stage: 'investigating',
    text: fr`Nos services sont coupés à la suite d'une cyberattaque. Méfiez-vous des courriels envoyés en notre nom : nous ne demandons jamais un mot de passe.`,
  },
];

export const templateOf = (id: string | null | undefined): Template | null =>
  TEMPLATES.find((each) => each.id === id) ?? null;
