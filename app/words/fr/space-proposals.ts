import type { Proposal } from '#server/contract/directory-edits';
import { fr } from './typography';

/** What the forms of a mutuelle do: at once for the desk, as a proposal for the mutuelle itself. */

export const GESTURES = ['fiche', 'convention', 'fin'] as const;
export type Gesture = (typeof GESTURES)[number];

export const gestureOf = (text: string | null): Gesture | null =>
  GESTURES.find((gesture) => gesture === text) ?? null;

export const doneWords: Record<Gesture, string> = {
  fiche: fr`Fiche enregistrée : le tableau la montre déjà.`,
  convention: fr`Convention ajoutée : le tableau en tient déjà compte.`,
  fin: fr`Fin de convention enregistrée.`,
};

export const proposedWords: Record<Gesture, string> = {
  fiche: fr`Votre proposition est partie au bureau. La fiche change quand il l'accepte.`,
  convention: fr`Votre proposition de convention est partie au bureau. Elle compte quand il l'accepte.`,
  fin: fr`Votre proposition de fin de convention est partie au bureau. Elle vaut quand il l'accepte.`,
};

export const proposalWords: Record<Proposal['action'], string> = {
  mutuelle: fr`Changer la fiche`,
  convention: 'Ajouter une convention',
  'convention-end': 'Mettre fin à une convention',
};

export const fateWords = ({ accepted }: Pick<Proposal, 'accepted'>): string =>
  accepted === null ? 'à décider' : accepted ? 'acceptée' : 'refusée';

const DECIDED = new Map([
  ['acceptee', fr`Proposition acceptée : le changement est fait, et la mutuelle le voit.`],
  ['refusee', fr`Proposition refusée : rien n'a changé, et la mutuelle le voit.`],
]);
export const decidedWords = (done: string | null): string | null => DECIDED.get(done ?? '') ?? null;
