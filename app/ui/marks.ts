import type { BoardGroup, Payment, Reason, Verdict } from '#server/domain/facts/vocabulary';
import { doubtWords } from '../words/freshness';
import { groupOf, groupWords, paymentWords, shownOf, signOf } from '../words/verdicts';
import { type Markup, markup } from './markup';

/** Shape, colour and word of what is judged, always together, as markup. `isDoubted`: past its time it reads « à vérifier ». */

export type Judged = { verdict: Verdict; reason: Reason | string; likely?: readonly unknown[] };

/** A mark and the class that gives its colours. */
export type Mark = { className: string; markup: Markup };

export const verdictMark = (judged: Judged, isDoubted: boolean): Mark => {
  const { className, word, was } = shownOf(groupOf(judged), isDoubted);
  return {
    className: `verdict ${className}`,
    markup: markup`${sign(signOf(judged), isDoubted)}<span><span data-judged>${word}</span>${wasMark(was)}</span>`,
  };
};

/** Payment speaks in ink and a banknote, never in the colour of a verdict. */
export const paymentMark = (payment: Payment, isPast: boolean): Mark => {
  const isDoubted = isPast && payment !== 'unknown';
  const { word, was } = paymentWords[payment];
  return {
    className: 'pay-line',
    markup: markup`${sign(paymentWords[payment].sign, isPast)}<span data-judged>${
      isDoubted ? paymentWords.unknown.word : word
    }</span>${wasMark(isDoubted ? was : null)}`,
  };
};

export const spanOf = ({ className, markup: inner }: Mark): Markup =>
  markup`<span class="${className}">${inner}</span>`;

export const sign = (id: string, isDoubted: boolean): Markup =>
  markup`<svg class="sign" aria-hidden="true"><use href="#${shownSign(id, isDoubted)}"></use></svg>`;

/** Past its time every state is drawn as unknown, here once for all callers. */
export const shownSign = (id: string, isDoubted: boolean): string => {
  if (!isDoubted || id === 'sign-none') return id;
  if (id.startsWith('pay-')) return 'pay-unknown';
  return id.startsWith('sign-') ? 'sign-unknown' : id;
};

const wasMark = (word: string | null): Markup | null =>
  word === null ? null : markup` <small class="was">${doubtWords.was(word)}</small>`;

/** Of a whole group: hollow when nothing in it is proven. */
export const groupSign = (group: BoardGroup, isPresumed: boolean): string =>
  group === 'possible' && isPresumed ? 'sign-possible-presumed' : groupWords[group].sign;
