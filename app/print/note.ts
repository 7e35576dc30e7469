import type { Answer } from '#server/contract/answers';
import type { NoteSentence, WhyOne } from '../words/patient-note';

export type Judged = Pick<Answer, 'verdict' | 'payment' | 'reason' | 'advice'>;

const WHY: Record<Answer['verdict'], WhyOne | null> = {
  suspended: 'closed',
  restricted: 'disturbed',
  depends: 'unverified',
  unknown: 'unverified',
  possible: null,
};

/** What a note says of an answer; null: no patient has anything to pay because of it. Past its time nobody can tell. */
export const noteOf = ({ verdict, advice }: Judged, isDoubted: boolean): NoteSentence[] | null => {
  const why = isDoubted ? 'unverified' : WHY[verdict];
  if (why === null) return null;
  const goesOn = !isDoubted && advice.some(({ code }) => code === 'amo-part-continues');
  return [why, 'pay', ...(goesOn ? (['statutory'] as const) : []), 'keep', 'send', 'caution'];
};
