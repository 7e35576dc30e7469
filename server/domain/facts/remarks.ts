import { grouped } from './grouped';
import { parisDay } from './intervals';
import { CARD_READING_LASTS } from './time-rules';
import type { Profession, RemarkSaying } from './vocabulary';

/** What a professional says of the directory. */
export type Remark = { mutuelle: string; platform: string; profession: Profession; says: RemarkSaying };

/**
 * One said by a practice that was signed in. `practice`: the same for the words of one practice on one Paris day about
 * one thing, and for no two practices that day. `bucket`: the same for one practice whatever the day, and for others.
 * `decision`: what the desk made of it.
 */
export type VerifiedRemark = Remark & {
  id: string;
  remarkedAt: Date;
  practice: number;
  bucket: number;
  decision: { decidedAt: Date; accepted: boolean } | null;
};

/** What practices read on the cards of a mutuelle, all of them alike. `practices`: at least so many. */
export type CardReading = { platform: string; practices: number };

/** So many practices must read the same. */
export const AGREEING_PRACTICES = 5;

type Asked = { at: Date; knownAt: Date };

/**
 * The operator that enough practices read on the cards of a mutuelle within a year, and none contradicts: by another
 * operator, or by « not at this one ». What the desk refused says nothing; what it accepted is in the directory, and
 * still contradicts. Null: too few, or they differ.
 */
export const readOnCard = (
  remarks: readonly VerifiedRemark[],
  { mutuelle, profession }: Pick<Remark, 'mutuelle' | 'profession'>,
  { at, knownAt }: Asked,
): CardReading | null => {
  const heard = remarks
    .filter((each) => each.mutuelle === mutuelle && each.profession === profession)
    .filter(({ remarkedAt }) => remarkedAt <= at && remarkedAt <= knownAt)
    .filter(({ remarkedAt }) => +at - +remarkedAt < CARD_READING_LASTS)
    .map((each) => ({ ...each, decision: decisionBy(each, knownAt) }))
    .filter(({ decision }) => decision?.accepted !== false);
  const read = heard.filter(({ says }) => says === 'served');
  const [platform, ...others] = new Set(read.map((each) => each.platform));
  if (platform === undefined || others.length > 0) return null;
  if (heard.some((each) => each.says === 'not-served' && each.platform === platform)) return null;
  const practices = practicesIn(read.filter(({ decision }) => decision === null));
  return practices >= AGREEING_PRACTICES ? { platform, practices } : null;
};

const decisionBy = ({ decision }: VerifiedRemark, knownAt: Date) =>
  decision && decision.decidedAt <= knownAt ? decision : null;

/** At least so many: those of one bucket are told apart within a day only, and its fullest day counts. */
const practicesIn = (remarks: readonly VerifiedRemark[]): number =>
  [...grouped(remarks, ({ bucket }) => bucket).values()].reduce((sum, own) => {
    const days = grouped(own, ({ remarkedAt }) => parisDay(remarkedAt)).values();
    return sum + Math.max(...[...days].map((day) => new Set(day.map(({ practice }) => practice)).size));
  }, 0);
