import type { Notice } from '#server/contract/notices';
import { fullDay, longInstant } from './instants';
import { professionWords } from './professions';
import { listed } from './typography';

/** « En vigueur jusqu’au … », « Retiré le … »: what the notice is worth at the instant asked. */
export const noticeState = ({ state, validUntil, withdrawnAt }: Notice): string => {
  if (state === 'withdrawn' && withdrawnAt) return `Retiré le ${longInstant(withdrawnAt)}`;
  if (state === 'expired') return `Expiré le ${fullDay(validUntil)}`;
  return `En vigueur jusqu’au ${fullDay(validUntil)}`;
};

export const noticeAudience = ({ professions }: Pick<Notice, 'professions'>): string =>
  professions
    ? `aux ${listed(professions.map((each) => professionWords[each].plural))}`
    : 'à toutes les professions';
