import type { RemarkGroup } from '#server/contract/remarks';
import type { RemarkSaying } from '#server/domain/facts/vocabulary';
import { professionWords } from './professions';
import { counted, fr, listed, of } from './typography';

/** What professionals say of the directory, and what the desk makes of it. */

export const remarkedWords = (code: string | null): string | null =>
  code === 'notee' ? fr`Merci : votre remarque attend le bureau. L'annuaire change s'il la confirme.` : null;

type Names = { mutuelle: string; platform: string };

/** « Malakoff Humanis n’est pas chez Viamedis, pour les opticiens ». */
export const remarkTitle = (
  { says, profession }: Pick<RemarkGroup, 'says' | 'profession'>,
  names: Names,
): string =>
  fr`${names.mutuelle} ${VERBS[says]} chez ${names.platform}, pour les ${professionWords[profession].plural}`;

const VERBS: Record<RemarkSaying, string> = { served: 'est', 'not-served': fr`n'est pas` };

/** « Dit par 3 cabinets et 2 anonymes ». */
export const saidBy = ({ verified, anonymous }: Pick<RemarkGroup, 'verified' | 'anonymous'>): string =>
  `Dit par ${listed([
    ...(verified > 0 ? [counted(verified, 'cabinet vérifié', 'cabinets vérifiés')] : []),
    ...(anonymous > 0 ? [counted(anonymous, 'anonyme')] : []),
  ])}`;

/** What accepting does, said before it is done. */
export const wouldChange = (
  { says, profession }: Pick<RemarkGroup, 'says' | 'profession'>,
  names: Names,
): string => {
  const { plural } = professionWords[profession];
  return says === 'served'
    ? fr`Accepter ajoute, à partir d'aujourd'hui, une convention ${of(names.mutuelle)} chez ${names.platform} pour les ${plural}, sans toucher aux autres.`
    : fr`Accepter retire les ${plural} des conventions ${of(names.mutuelle)} chez ${names.platform} ; une convention qui ne servirait plus personne s'arrête aujourd'hui.`;
};

const DECIDED = new Map([
  ['acceptee', fr`Remarque acceptée : l'annuaire a changé, le tableau en tient déjà compte.`],
  ['deja', fr`Remarque acceptée : l'annuaire le disait déjà, rien n'a changé.`],
  ['refusee', fr`Remarque refusée : l'annuaire n'a pas changé.`],
]);
export const remarkDecidedWords = (done: string | null): string | null => DECIDED.get(done ?? '') ?? null;

export const remarkWords = {
  wrong: fr`L'annuaire se trompe ?`,
  checkedFirst: fr`Le bureau vérifie avant de changer quoi que ce soit.`,
  notAt: (platform: string): string => fr`Cette mutuelle n'est pas chez ${platform}`,
} as const;
