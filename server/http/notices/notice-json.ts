import type { Directory } from '#server/domain/facts/directory';
import { type Notice, noticeState, validUntil } from '#server/domain/facts/notices';

type Correction = Pick<Notice, 'id' | 'corrects' | 'publishedAt'>;

/** A notice as it crosses the wire, in its state at `at`. `others`: among which the one that corrects it is looked for. */
export const noticeJson = (
  directory: Directory,
  notice: Notice,
  at: Date,
  others: readonly Correction[] = [],
) => {
  const author = directory.organisations.get(notice.by);
  const { storedAt: _, ...rest } = notice;
  const isWithdrawn = notice.withdrawnAt !== null && notice.withdrawnAt <= at;
  return {
    ...rest,
    name: author?.name ?? notice.by,
    kind: author?.kind ?? ('union' as const),
    validUntil: validUntil(notice),
    withdrawnAt: isWithdrawn ? notice.withdrawnAt : null,
    withdrawalReason: isWithdrawn ? notice.withdrawalReason : null,
    state: noticeState(notice, at),
    professions: notice.professions,
    platforms: notice.platforms,
    correctedBy:
      others.find(({ corrects, publishedAt }) => corrects === notice.id && publishedAt <= at)?.id ?? null,
  };
};
