import { parisParts } from '#server/contract/calendar';
import type { Notice } from '#server/contract/notices';
import type { Dating } from './instants';
import { day, fullDay, fullMoment } from './instants';
import { professionWords } from './professions';
import { fr, listed, typeset } from './typography';

/**
 * « En vigueur jusqu’au … », « Retiré le … », « Remplacé le … »: what the notice is worth at the instant asked; or was, at
 * the instant since when nothing confirms it (`doubt`).
 */
export const noticeState = (
  { state, validUntil, withdrawnAt, correctedBy }: Notice,
  doubt: Dating | null,
): string => {
  if (state === 'withdrawn' && withdrawnAt)
    return `${correctedBy === null ? 'Retiré' : 'Remplacé'} le ${fullMoment(withdrawnAt)}`;
  if (state === 'expired') return `Expiré le ${fullDay(validUntil)}`;
  const until = `jusqu’au ${fullDay(validUntil)}`;
  return doubt ? `Était en vigueur ${doubt.on}, ${until}` : `En vigueur ${until}`;
};

/** « 2 février, jusqu’au 3 mars »; the year only where it changes. */
export const noticeSpan = ({
  publishedAt,
  validUntil,
}: Pick<Notice, 'publishedAt' | 'validUntil'>): string => {
  const { year } = parisParts(validUntil);
  const end = year === parisParts(publishedAt).year ? day(validUntil) : `${day(validUntil)} ${year}`;
  return `${day(publishedAt)}, jusqu’au ${end}`;
};

export const noticeAudience = ({ professions }: Pick<Notice, 'professions'>): string =>
  professions
    ? `aux ${listed(professions.map((each) => professionWords[each].plural))}`
    : 'à toutes les professions';

export const noticeWords = {
  all: '← Tous les avis',
  correctedOn: 'Corrigé par un avis du ',
  correctsOn: fr`l'avis du `,
  readCorrection: 'lire la correction',
  corrects: 'Corrige',
  text: fr`Texte de l'avis`,
  about: 'À propos de cet avis',
  published: 'Publié',
  platforms: 'Plateformes',
  mutuelles: 'Mutuelles',
  source: 'Source',
  /** After words that several links share: whose this notice is. */
  ofWhom: (name: string): string => ` de ${name}`,
  correctsOne: 'corrige un avis',
  title: 'Avis des syndicats et des autorités',
  shared: fr`Ce que les syndicats et les autorités demandent de faire quand le tiers payant est coupé, avec leurs dates.`,
  none: 'Aucun avis en cours pour votre profession.',
  noneThen: 'Aucun avis publié à cet instant.',
  older: 'Avis plus anciens',
  withdrawnTitle: 'Avis retirés ou remplacés',
  withdrawnLead: fr`Ils ne valent plus. Leur texte reste sur leur page.`,
  olderWithdrawn: 'Avis retirés plus anciens',
  current: 'Avis qui valent encore',
  because: (reason: string): string => fr` : « ${typeset(reason)} »`,
  why: 'Pourquoi',
  code: fr`Code vers la page de cet avis`,
  printed: (instant: string): string =>
    fr`Feuille du ${instant} (Paris). Cet avis a pu être corrigé ou retiré depuis : vérifiez avant de l'appliquer.`,
} as const;
