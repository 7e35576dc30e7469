import type { Advice } from '#server/contract/answers';
import type { Notice } from '#server/contract/notices';
import type { AdviceCode } from '#server/domain/facts/vocabulary';

/** One thing to do, and all who say so. */
export type Step = { code: AdviceCode; isRule: boolean; notices: readonly Notice[] };

/** Counsels on whether to go on: two unions that give different ones of these do not agree. */
const STANCES: readonly AdviceCode[] = [
  'no-prior-agreement-no-tiers-payant',
  'patient-pays',
  'continue-on-card',
  'await-instructions',
];

/** The unions' notices that counsel differently on going on; none when they agree. */
export const disagreeing = (notices: readonly Notice[]): Notice[] => {
  const stances = notices.filter(
    ({ kind, advice }) => kind === 'union' && advice !== null && STANCES.includes(advice),
  );
  const speakers = new Set(stances.map(({ by }) => by));
  const counsels = new Set(stances.map(({ advice }) => advice));
  return speakers.size > 1 && counsels.size > 1 ? stances : [];
};

/** The advice of each author, when several give some: newest first, as the notices come. */
export const counselsOf = (notices: readonly Notice[]): Notice[][] => {
  const advising = notices.filter(({ advice }) => advice !== null);
  const authors = [...new Set(advising.map(({ by }) => by))];
  return authors.length < 2 ? [] : authors.map((author) => advising.filter(({ by }) => by === author));
};

/** The same advice said by several is one step; what unions disagree on is no step. */
export const stepsOf = (
  advice: readonly Advice[],
  notices: readonly Notice[],
  rivals: readonly Notice[],
): Step[] => {
  const kept = advice.filter(({ noticeId }) => !rivals.some(({ id }) => id === noticeId));
  return [...new Set(kept.map(({ code }) => code))].map((code) => {
    const said = kept.filter((each) => each.code === code);
    return {
      code,
      isRule: said.some(({ by }) => by === null),
      notices: notices.filter(({ id }) => said.some(({ noticeId }) => noticeId === id)),
    };
  });
};
