import { type Card, conventionsFor } from '../facts/directory';
import { ascending, earliest } from '../facts/intervals';
import type { Payment, Profession, Reason, Verdict } from '../facts/vocabulary';
import { type JudgedPlatform, judgePlatform, namedWith } from './candidate';
import { worsePayment } from './effects';
import type { Known } from './known-facts';
import { type LikelyOperator, type LikelyPlatform, likelyFor, likelyOperators } from './likely';

/** A question at a counter. The two instants are those of `Known`. */
export type Question = {
  profession: Profession;
  card: Card;
  concentrator: string | null;
};

/** May I practise tiers payant, and will I be paid? */
export type Judged = {
  verdict: Verdict;
  payment: Payment;
  reason: Reason;
  since: Date | null;
  candidates: readonly JudgedPlatform[];
  /** Without a candidate only: what is known for other professions. */
  likely: readonly LikelyPlatform[];
};

/** The operators of a mutuelle for a profession, as the directory gives them. */
export type Served = {
  /** Those of its conventions in force, by id. */
  platforms: readonly string[];
  /** Without any: those that serve it in other professions. */
  likely: readonly LikelyOperator[];
};

export const servedFor = (
  ground: Pick<Known, 'directory' | 'day'>,
  { profession, card }: Pick<Question, 'profession' | 'card'>,
  mutuelle: string,
): Served => {
  const conventions = conventionsFor(ground.directory, mutuelle, profession, ground.day, card);
  const platforms = [...new Set(conventions.map((convention) => convention.platform))].sort(ascending);
  return { platforms, likely: platforms.length === 0 ? likelyOperators(ground, mutuelle, profession) : [] };
};

/** The answer for a mutuelle: over the platforms of its conventions in force (RULES.md 6). */
export const answerFor = (known: Known, question: Question, mutuelle: string): Judged =>
  answerOver(known, question, servedFor(known, question, mutuelle), mutuelle);

/** The same, its operators known already. */
export const answerOver = (
  known: Known,
  question: Omit<Question, 'card'>,
  { platforms, likely: operators }: Served,
  mutuelle: string,
): Judged => {
  const candidates = platforms.map((platform) => judgePlatform(known, platform, { ...question, mutuelle }));
  const [first, ...others] = candidates;
  if (!first) {
    return {
      verdict: 'unknown',
      payment: 'unknown',
      reason: 'no-convention',
      since: null,
      candidates,
      likely: likelyFor(known, question, operators, mutuelle),
    };
  }
  const likely: LikelyPlatform[] = [];
  const agreed = others.every((other) => other.verdict === first.verdict);
  const payment = candidates.map((candidate) => candidate.payment).reduce(worsePayment);
  if (!agreed)
    return {
      verdict: 'depends',
      payment,
      reason: 'different-platforms',
      since: null,
      candidates,
      likely,
    };
  const since = earliest(candidates.map((candidate) => candidate.since));
  return {
    verdict: first.verdict,
    payment,
    reason: commonReason(candidates),
    since,
    candidates,
    likely,
  };
};

const isServedBy = (
  { directory, day }: Known,
  platform: string,
  { profession, card }: Question,
  mutuelle: string,
): boolean =>
  conventionsFor(directory, mutuelle, profession, day, card).some((each) => each.platform === platform);

/** The answer for the operator printed on a card, its mutuelle not known; `someMutuelles`: those that differ. */
export const answerForOperator = (
  known: Known,
  question: Question,
  platform: string,
): Judged & { candidates: readonly [JudgedPlatform]; someMutuelles: string[] } => {
  const judged = judgePlatform(known, platform, {
    ...question,
    mutuelle: null,
  });
  const someMutuelles = namedWith(known, platform, question.concentrator)
    .filter((mutuelle) => isServedBy(known, platform, question, mutuelle))
    .filter(
      (mutuelle) => judgePlatform(known, platform, { ...question, mutuelle }).verdict !== judged.verdict,
    )
    .sort();
  const { payment } = judged;
  const candidates = [judged] as const;
  return someMutuelles.length > 0
    ? {
        verdict: 'depends',
        payment,
        reason: 'some-mutuelles',
        since: null,
        candidates,
        likely: [],
        someMutuelles,
      }
    : {
        verdict: judged.verdict,
        payment,
        reason: judged.reason,
        since: judged.since,
        candidates,
        likely: [],
        someMutuelles,
      };
};

/** Of several platforms that agree, a reason that hides nothing: something signalled before nothing signalled. */
const commonReason = (candidates: readonly JudgedPlatform[]): Reason => {
  const reasons = candidates.map((candidate) => candidate.reason);
  const troubled = reasons.find((reason) => !['presumed', 'declared', 'observed'].includes(reason));
  if (troubled) return troubled;
  return reasons.includes('presumed') ? 'presumed' : (reasons[0] ?? 'presumed');
};
