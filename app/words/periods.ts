import type { Payment, Verdict } from '#server/domain/facts/vocabulary';
import { dayOf, moment } from './instants';
import { counted, fr } from './typography';
import { paymentWords, verdictWords } from './verdicts';

type Run = { verdict: Verdict; isPresumed: boolean; first: number; last: number };

/** Beside a « Oui » that nothing proved. */
export const PRESUMED = '(rien de signalé)';

/** Beside a strip of days. */
export const STRIP_HEIGHTS = 'la hauteur suit la gravité, le pire du jour compte';

/** In place of the strip, while the server cannot read the past. */
export const PAST_UNREADABLE = fr`L'historique ne peut pas être lu pour l'instant. La réponse ci-dessus est la dernière connue.`;

/** « Réponse par jour du 5 novembre au 2 février : Oui pendant 85 jours, Non depuis le 1er février ». `isLasting`: the last still does. */
export const stripSentence = (runs: readonly Run[], isLasting: boolean): string => {
  const first = runs[0];
  const last = runs.at(-1);
  if (!first || !last) return '';
  const pieces = runs.map((run) => {
    const word = verdictWords[run.verdict].word + (run.isPresumed ? ` ${PRESUMED}` : '');
    return `${word} ${runWords(run, isLasting && run === last)}`;
  });
  return fr`Réponse par jour du ${dayOf(first.first)} au ${dayOf(last.last)} : ${pieces.join(' ; ')}`;
};

const runWords = ({ first, last }: Pick<Run, 'first' | 'last'>, isNow: boolean): string => {
  const days = last - first + 1;
  if (isNow) return days === 1 ? fr`aujourd'hui` : `depuis le ${dayOf(first)}`;
  return days === 1 ? `le ${dayOf(first)}` : `du ${dayOf(first)} au ${dayOf(last)}, ${counted(days, 'jour')}`;
};

/** « Paiement suspendu du 29 janvier au 8 février, retardé depuis le 9 février ». `today`: lasting runs end there; null: none lasts. */
export const payRunsSentence = (
  runs: readonly { payment: Payment; first: number; last: number }[],
  today: number | null,
): string =>
  fr`Paiement ${runs.map((run) => `${paymentWords[run.payment].was} ${runWords(run, run.last === today)}`).join(', ')}`;

/** « du 5 novembre au 2 février », of days by their numbers. */
export const periodOf = (first: number, last: number): string => `du ${dayOf(first)} au ${dayOf(last)}`;

/** « depuis le 1er février », « du 29 janvier, 15:00 au 1er février ». `until`: ends what has no end yet; null: it lasts. */
export const periodWords = (span: { from: string; to: string | null }, until: string | null): string => {
  const to = span.to ?? until;
  return to === null ? `depuis le ${moment(span.from)}` : `du ${moment(span.from)} au ${moment(to)}`;
};
