import type { Organisation } from './directory';
import { passesAt, TIME_RULES } from './time-rules';
import type { AdviceCode, Profession } from './vocabulary';

/** A text that a union, the press or an authority addresses to professions, with structured advice. The desk writes for the last two, and for itself. */
export type Notice = {
  id: string;
  by: string;
  publishedAt: Date;
  validUntil: Date | null;
  withdrawnAt: Date | null;
  /** Why, where its author said so. */
  withdrawalReason: string | null;
  storedAt: Date;
  /** null: all. */
  professions: readonly Profession[] | null;
  /** Of any kind; with `mutuelles` null and no platform, it is for all. */
  platforms: readonly string[];
  /** null: it names none. */
  mutuelles: readonly string[] | null;
  title: string;
  body: string;
  advice: AdviceCode | null;
  sourceUrl: string | null;
  /** The notice that this one corrects. */
  corrects: string | null;
};

/** A notice without an end of its own is in force for 30 days. */
export const validUntil = (notice: Notice): Date =>
  notice.validUntil ?? passesAt(TIME_RULES.notice, notice.publishedAt);

export type NoticeState = 'in-force' | 'expired' | 'withdrawn';

export const noticeState = (notice: Notice, at: Date): NoticeState => {
  if (notice.withdrawnAt && notice.withdrawnAt <= at) return 'withdrawn';
  return at < validUntil(notice) ? 'in-force' : 'expired';
};

/** Published by the earlier of the two instants, neither over nor withdrawn at it (RULES.md 7). */
export const isNoticeInForce = (notice: Notice, at: Date, knownAt: Date): boolean => {
  const withdrawn = notice.withdrawnAt && notice.withdrawnAt <= at && notice.withdrawnAt <= knownAt;
  return notice.publishedAt <= at && notice.publishedAt <= knownAt && at < validUntil(notice) && !withdrawn;
};

/** Its professions fit, and its author may speak to them: a union to its own only. */
export const speaksTo = (
  notice: Notice,
  author: Organisation | undefined,
  profession: Profession,
): boolean => {
  const fits = notice.professions === null || notice.professions.includes(profession);
  return fits && (author?.kind !== 'union' || (author.professions?.includes(profession) ?? false));
};

/** Whom it reaches: the mutuelles it names, whoever a platform that it names serves, or all when it names neither. */
export const reaches = (
  { platforms, mutuelles }: Notice,
  reached: ReadonlySet<string>,
  mutuelle: string | null,
): boolean =>
  isForAll({ platforms, mutuelles }) ||
  platforms.some((platform) => reached.has(platform)) ||
  (mutuelle !== null && (mutuelles?.includes(mutuelle) ?? false));

export const isForAll = ({ platforms, mutuelles }: Pick<Notice, 'platforms' | 'mutuelles'>): boolean =>
  platforms.length === 0 && mutuelles === null;

const RESTRICTING: readonly AdviceCode[] = [
  'patient-pays',
  'no-prior-agreement-no-tiers-payant',
  'defer-file',
];

/** An advice that restricts, given to all: under a « Oui » that nothing touches it would be untrue. */
export const restrictsAll = (notice: Pick<Notice, 'platforms' | 'mutuelles' | 'advice'>): boolean =>
  isForAll(notice) && notice.advice !== null && RESTRICTING.includes(notice.advice);
