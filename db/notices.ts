import { cut, type PageAsked } from './cursor';
import type { Db } from './database';
import { NOTICE_COLUMNS } from './dataset/nouns';

type ListAsked = PageAsked & {
  /** Of these organisations alone. */
  by: readonly string[] | undefined;
  /** Only those withdrawn by `at`, or only the others; undefined: both. */
  isWithdrawn: boolean | undefined;
  at: Date;
};

/** Newest first. */
export const listNotices = async (db: Db, { before, limit, by, isWithdrawn, at }: ListAsked) => {
  const rows = await db
    .selectFrom('notice')
    .selectAll()
    .$if(by !== undefined, (query) => query.where('by', 'in', by ?? []))
    .$if(isWithdrawn === true, (query) => query.where('withdrawnAt', '<=', at))
    .$if(isWithdrawn === false, (query) =>
      query.where(({ eb, or }) => or([eb('withdrawnAt', 'is', null), eb('withdrawnAt', '>', at)])),
    )
    .$if(before !== null, (query) =>
      query.where(({ eb, refTuple, tuple }) =>
        eb(refTuple('publishedAt', 'id'), '<', tuple(before?.instant ?? new Date(0), before?.id ?? '')),
      ),
    )
    .orderBy('publishedAt', 'desc')
    .orderBy('id', 'desc')
    .limit(limit + 1)
    .execute();
  const { page, next } = cut(rows, limit, ({ publishedAt, id }) => ({ instant: publishedAt, id }));
  return { notices: page, next };
};

export const readNotice = (db: Db, id: string) =>
  db.selectFrom('notice').selectAll().where('id', '=', id).executeTakeFirst();

/** The notices that correct some of these. */
export const readCorrections = (db: Db, ids: readonly string[]) =>
  db
    .selectFrom('notice')
    .select(['id', 'corrects', 'publishedAt'])
    .where('corrects', 'in', ids.length > 0 ? ids : [''])
    .execute();

export const lockNotice = (trx: Db, id: string) =>
  trx.selectFrom('notice').select(NOTICE_COLUMNS).where('id', '=', id).forUpdate().executeTakeFirst();
