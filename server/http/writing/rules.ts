import { accept, type Result, refuse } from '#server/domain/facts/result';
import type { Broken, Rule } from '#server/domain/rules/statements';
import type { Refusal } from '../kit/problems';

/** The rules that bind writers (`domain/rules/statements`), said to whoever broke one. */
const SAID: Record<Rule, { detail: string; cure: string }> = {
  'effective-in-future': {
    detail: 'Un fait ne se dit pas d’avance : l’instant est à plus de cinq minutes dans le futur.',
    cure: 'Donnez l’instant où c’est devenu vrai ; une coupure prévue est une maintenance.',
  },
  'expected-back-in-past': {
    detail: 'Le retour attendu est déjà passé.',
    cure: 'Donnez un instant à venir, ou aucun ; un retour déjà là se dit « operational ».',
  },
  'next-update-in-past': {
    detail: 'Le prochain point est promis pour un instant déjà passé.',
    cure: 'Donnez un instant à venir, ou aucun.',
  },
  'valid-until-in-past': {
    detail: 'La validité s’arrête dans le passé : cela ne vaudrait jamais.',
    cure: 'Donnez un instant à venir, ou aucun.',
  },
  'short-lived-return': {
    detail: 'Un retour vaut au moins un jour : périmé plus tôt, il emporterait la panne sans être confirmé.',
    cure: 'Retirez « validUntil » ; si cela retombe, dites-le.',
  },
  'alert-of-a-colleague': {
    detail: 'Un collègue a donné l’alerte, et ce mot la lèverait sans que personne n’ait à le confirmer.',
    cure: 'Confirmez le retour de l’opérateur, s’il l’a dit depuis ; faites retirer l’alerte par deux personnes ; ou laissez son auteur dire le retour.',
  },
  'incident-closed': {
    detail: 'L’incident est clos : rien ne s’y ajoute, sauf son bilan.',
    cure: 'Ouvrez un nouvel incident ; ou publiez son bilan, qui ne dit l’état d’aucun échange.',
  },
  'incident-other-platform': {
    detail: 'L’incident ne concerne pas cette plateforme.',
    cure: 'Ouvrez un incident pour cette plateforme.',
  },
  'flow-not-on-platform': {
    detail: 'Aucun échange nommé, ou un échange que cette plateforme n’a pas.',
    cure: 'Nommez des échanges de la plateforme.',
  },
  'nobody-concerned': {
    detail: 'Aucune profession n’est concernée.',
    cure: 'Nommez-les, ou écrivez "all" pour toutes.',
  },
  'window-backwards': {
    detail: 'La fenêtre se termine avant de commencer.',
    cure: 'Mettez la fin après le début.',
  },
  'window-over': {
    detail: 'La fenêtre est déjà passée.',
    cure: 'Une maintenance s’annonce ; ce qui a eu lieu se dit par une déclaration.',
  },
  'payment-ahead': {
    detail: 'Ce jour n’est pas encore venu, à Paris.',
    cure: 'Dites d’un jour passé, ou d’aujourd’hui, s’il est payé, manquant ou promis.',
  },
  'payment-too-old': {
    detail: 'Ce jour est d’avant l’an 2000.',
    cure: 'Vérifiez l’année du jour.',
  },
  'promise-over': {
    detail: 'Le paiement est promis pour un jour déjà passé.',
    cure: 'Donnez un jour à venir ; ce qui n’est pas arrivé se dit « missing ».',
  },
};

/** Every rule broken, each at its place under `at` (a JSON pointer). */
export const kept = (broken: readonly (Broken & { at?: string })[]): Result<null, Refusal> => {
  const faults = broken.map(({ field, rule, at = '' }) => ({ pointer: `${at}/${field}`, ...SAID[rule] }));
  const [first] = faults;
  return first ? refuse({ kind: 'not-acceptable', ...first, faults }) : accept(null);
};
