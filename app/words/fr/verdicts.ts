import type { BoardGroup, Payment, Reason, Verdict } from '#server/domain/vocabulary';
import { fr } from './typography';

/** `sign`: id of a symbol of the sprite. */
export const verdictWords: Record<Verdict, { word: string; sign: string; className: string }> = {
  possible: { word: 'Oui', sign: 'sign-possible', className: 'is-possible' },
  restricted: { word: 'Oui, avec réserve', sign: 'sign-restricted', className: 'is-restricted' },
  suspended: { word: 'Non', sign: 'sign-suspended', className: 'is-suspended' },
  depends: { word: 'Selon la carte', sign: 'sign-depends', className: 'is-depends' },
  unknown: { word: 'À vérifier', sign: 'sign-unknown', className: 'is-unknown' },
};

/** `plural` follows a count in the filters: « 131 Non », « 4 Avec réserve ». */
export const groupWords: Record<
  BoardGroup,
  { word: string; plural: string; sign: string; className: string }
> = {
  suspended: { ...verdictWords.suspended, plural: 'Non' },
  depends: { ...verdictWords.depends, plural: 'Selon la carte' },
  unknown: { ...verdictWords.unknown, plural: 'À vérifier' },
  restricted: { ...verdictWords.restricted, plural: 'Avec réserve' },
  possible: { ...verdictWords.possible, plural: 'Oui' },
  'no-convention': {
    word: 'Non renseigné',
    plural: 'Non renseigné',
    sign: 'sign-none',
    className: 'is-none',
  },
};

export const groupOf = (answer: { verdict: Verdict; reason: Reason | string }): BoardGroup =>
  answer.reason === 'no-convention' ? 'no-convention' : answer.verdict;

const PROVEN: readonly string[] = ['declared', 'observed'];

/** A « Oui » that nobody said or saw is a hollow disc. */
export const signOf = (answer: { verdict: Verdict; reason: Reason | string }): string =>
  answer.verdict === 'possible' && !PROVEN.includes(answer.reason)
    ? 'sign-possible-presumed'
    : groupWords[groupOf(answer)].sign;

/** Ink and a banknote, never a verdict's colour. `note`: said beside it when no flow explains it. */
export const paymentWords: Record<Payment, { word: string; sign: string; note: string }> = {
  normal: { word: 'Paiement normal', sign: 'pay-normal', note: 'rien de signalé sur les virements' },
  delayed: { word: 'Paiement retardé', sign: 'pay-delayed', note: 'les virements arrivent en retard' },
  suspended: { word: 'Paiement suspendu', sign: 'pay-suspended', note: fr`les virements n'arrivent plus` },
  unknown: { word: 'Paiement à vérifier', sign: 'pay-unknown', note: 'personne ne le confirme' },
};
