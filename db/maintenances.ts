import { cut, type PageAsked } from './cursor';
import type { Db } from './database';
import { MAINTENANCE_COLUMNS } from './dataset/nouns';

/** Newest first, by their beginning; those recorded by then, of one platform or all. */
export const listMaintenances = async (
  db: Db,
  {
    before,
    limit,
    knownAt,
    platform,
    by,
  }: PageAsked & { knownAt: Date; platform: string | undefined; by?: readonly string[] | undefined },
) => {
  const rows = await db
    .selectFrom('maintenance')
    .selectAll()
    .where('recordedAt', '<=', knownAt)
    .$if(platform !== undefined, (query) => query.where('platform', '=', platform ?? ''))
    .$if(by !== undefined, (query) => query.where('by', 'in', by ?? []))
    .$if(before !== null, (query) =>
      query.where(({ eb, refTuple, tuple }) =>
        eb(refTuple('from', 'id'), '<', tuple(before?.instant ?? new Date(0), before?.id ?? '')),
      ),
    )
    .orderBy('from', 'desc')
    .orderBy('id', 'desc')
    .limit(limit + 1)
    .execute();
  const { page, next } = cut(rows, limit, ({ from, id }) => ({ instant: from, id }));
  return { maintenances: page, next };
};

export const readMaintenance = (db: Db, id: string) =>
  db.selectFrom('maintenance').select(MAINTENANCE_COLUMNS).where('id', '=', id).executeTakeFirst();

export const lockMaintenance = (trx: Db, id: string) =>
  trx
    .selectFrom('maintenance')
    .select(MAINTENANCE_COLUMNS)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst();
