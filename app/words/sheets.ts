import type { Profession } from '#server/domain/facts/vocabulary';
import { fullDay, time } from './instants';
import { professionWords } from './professions';
import { counted, fr } from './typography';

/** What is printed: one A4 of a board, or of an answer. */
export const sheetWords = {
  boardSheet: 'Fiche comptoir',
  answerSheet: 'Fiche',
  ofProfession: (kind: string, profession: string): string => `${kind} · ${profession.toLowerCase()}`,
  print: 'Imprimer cette fiche',
  printHint: fr`Une page A4, lisible en noir et blanc.`,
  back: fr`← Revenir à la page`,
  confirmed: 'Confirmé le ',
  expires: (instant: Date): string => fr`Périmé après le ${onPaper(instant)} (Paris)`,
  expired: (instant: Date): string =>
    fr`Périmé depuis le ${onPaper(instant)} (Paris) : à vérifier avant de s'en servir`,
  replayed: (instant: string): string =>
    fr`Rejeu : ce qui était connu le ${onPaper(new Date(instant))} (Paris). Ne vaut pas pour aujourd'hui.`,
  checkFirst: fr`Avant de vous en servir, relisez la réponse du moment : `,
  qr: fr`Code QR : la réponse du moment`,
  whatIsTouched: 'Ce qui est touché',
  operators: 'Par opérateur (le logo sur la carte)',
  notices: 'Avis en cours',
  byOperator: 'Selon la carte',
  /** What there is no room for: it is on the page. */
  moreIncidents: (count: number): string =>
    fr`Et ${counted(count, 'autre incident', 'autres incidents')} : voir la page.`,
  moreNotices: (count: number): string =>
    fr`Et ${counted(count, 'autre avis', 'autres avis')} : voir la page.`,
  moreMutuelles: (count: number): string =>
    fr`Et ${counted(count, 'autre mutuelle touchée', 'autres mutuelles touchées')} : voir la page.`,
  unsaid: fr`L'état de cette partie n'a pas pu être lu : voir la page.`,
} as const;

/** « vendredi 2 février 2024 à 19:00 ». */
const onPaper = (instant: Date): string => `${fullDay(instant)} à ${time(instant)}`;

/** « Malakoff Humanis, opticien : fiche – Comptoir », and of when a replay is; also the name of the file one saves. */
export const sheetTitle = (of: string | null, profession: Profession, at: string | null): string => {
  const { name } = professionWords[profession];
  const whose = of === null ? name : `${of}, ${name.toLowerCase()}`;
  return fr`${whose} : fiche${at === null ? '' : ` du ${fullDay(at)}`} – Comptoir`;
};
