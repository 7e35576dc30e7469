import { MONTHS } from '#server/contract/calendar';
import type { Confidence } from '#server/domain/facts/vocabulary';
import { confidenceWords, sourceKindWord } from './sources';
import { fr } from './typography';

type Source = { kind: string | null; asOf: string | null; confidence: Confidence };

/** « Malakoff Humanis chez Viamedis : d’après la presse, février 2024, fiabilité haute. » */
export const conventionSentence = (source: Source, mutuelle: string, platform: string): string => {
  const parts = [sourceKindWord(source.kind), asOfWords(source.asOf), confidenceWords[source.confidence]];
  return fr`${mutuelle} chez ${platform} : ${parts.join(', ')}.`;
};

/** A date known to the year, the month or the day: « 2024 », « février 2024 », « 8 février 2024 ». */
export const asOfWords = (asOf: string | null): string => {
  if (asOf === null) return 'sans date';
  const [year, month, day] = asOf.split('-');
  const name = month ? MONTHS[Number(month) - 1] : undefined;
  return [day && (day === '01' ? '1er' : String(Number(day))), name, year].filter(Boolean).join(' ');
};

const OLD_DAYS = 548;

/** Without a date, or older than eighteen months (RULES.md 7). */
export const isOld = (asOf: string | null, at: string): boolean =>
  asOf === null || +new Date(at) - +new Date(asOf.padEnd(10, '-01')) > OLD_DAYS * 86_400_000;
