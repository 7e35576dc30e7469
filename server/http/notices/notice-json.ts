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
  return {
    ...rest,
    name: author?.name ?? notice.by,
    kind: author?.kind ?? ('union' as const),
    validUntil: validUntil(notice),
    withdrawnAt: notice.withdrawnAt && notice.withdrawnAt <= at ? notice.withdrawnAt : null,
    state: noticeState(notice, at),
    professions: notice.professions,
    platforms: notice.platforms,
    correctedBy:
      others.find(({ corrects, publishedAt }) => corrects === notice.id && publishedAt <= at)?.id ?? null,
  };
};
