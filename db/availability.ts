import { type RawBuilder, type Selectable, sql } from 'kysely';
import { HEALTHS } from '#server/domain/facts/vocabulary';
import type { Db } from './database';
import type { Tables } from './tables';

/** Days as they are kept: those told of, frozen or not, and beside frozen ones what they would be. */

type StoredDay = Selectable<Tables['availabilityDay']>;
export type KeptDay = Omit<StoredDay, 'platform'>;

/** How far each platform is counted. */
export const readCounted = (db: Db) => db.selectFrom('availabilityCount').selectAll().execute();

export const readPlatformCounted = (db: Db, platform: string) =>
  db.selectFrom('availabilityCount').selectAll().where('platform', '=', platform).executeTakeFirst();

const TROUBLED = HEALTHS.filter((health) => health !== 'operational');

type Calm = { countedBefore: Date; heardAfter: Date; today: string };

/** The platform of each probe whose results concluded something after an instant, that it works or that it does not. */
const CONCLUDED = (after: Date) => sql`
  select probe.platform::text from probe, lateral (
    select third_at from observation_run where observation_run.probe = probe.id order by last_at desc limit 1
  ) as newest where third_at > ${after}`;

/** The platforms of which something is not operational on a day, as far as that is counted. */
const TROUBLED_ON = (day: string) => sql`
  select platform::text from availability_day
  where day = ${day} and profession = 'all' and reading = 'judged' and not correction
    and (${sql.join(
      TROUBLED.map((health) => sql`${sql.ref(health)} > 0`),
      sql` or `,
    )})`;

/** The platforms whose minutes may go on changing: something `concluded` after an instant, or was wrong on a day. */
export const listMoving = async (db: Db, { heardAfter, today }: Omit<Calm, 'countedBefore'>) => {
  const platformsOf = async (query: RawBuilder<unknown>) => {
    const { rows } = await sql<{
      platform: string;
    }>`select distinct platform from (${query}) as each`.execute(db);
    return rows.map(({ platform }) => platform);
  };
  const [concluded, troubled] = await Promise.all([
    platformsOf(CONCLUDED(heardAfter)),
    platformsOf(TROUBLED_ON(today)),
  ]);
  return { concluded, troubled };
};

/**
 * Whether days are to be counted again: a platform was last counted before then, or on another day than `today`; a fact
 * came, or results concluded something; or something is not operational today, whose minutes are looked at.
 */
export const isCountDue = async (db: Db, { countedBefore, heardAfter, today }: Calm): Promise<boolean> => {
  const { rows } = await sql<{ isDue: boolean }>`
    select exists (select from availability_due)
      or exists (
        select from platform left join availability_count on availability_count.platform = platform.id
        where counted_until is null or counted_until < ${countedBefore}
          or (counted_until at time zone 'Europe/Paris')::date <> ${today}::date
      )
      or exists (${CONCLUDED(heardAfter)}) or exists (${TROUBLED_ON(today)}) as is_due
  `.execute(db);
  return rows[0]?.isDue ?? true;
};

export const listDue = (db: Db) => db.selectFrom('availabilityDue').selectAll().execute();

/** Marks a platform as due, and each platform that depends on it, once. */
export const spreadDue = async (db: Db, dependentsOf: ReadonlyMap<string, readonly string[]>) =>
  db.transaction().execute(async (trx) => {
    const fresh = await trx
      .updateTable('availabilityDue')
      .set({ spread: true })
      .where('spread', '=', false)
      .returning(['platform', 'since'])
      .execute();
    const rows = fresh.flatMap(({ platform, since }) =>
      (dependentsOf.get(platform) ?? []).map((dependent) => ({ platform: dependent, since, spread: true })),
    );
    if (rows.length > 0) await trx.insertInto('availabilityDue').values(rows).execute();
  });

export const forgetDue = async (trx: Db, ids: readonly string[]): Promise<void> => {
  if (ids.length > 0) await trx.deleteFrom('availabilityDue').where('id', 'in', ids).execute();
};

/**
 * Since when, by platform, results that reached us late change what was counted, and when the last of them came; those of
 * when we were blind left out.
 */
export const listLateResults = async (db: Db, recordedAfter: Date, observedBefore: Date) => {
  const { rows } = await sql<{ platform: string; since: Date; heardAt: Date }>`
    select platform, min(observed_at) as since, max(recorded_at) as heard_at
    from observation join probe on probe.id = observation.probe
    where recorded_at > ${recordedAfter} and observed_at < ${observedBefore} and not blind
    group by platform
  `.execute(db);
  return rows;
};

/** When the record begins; null: nothing was ever said or measured. */
export const firstFactAt = async (db: Db): Promise<Date | null> => {
  const { rows } = await sql<{ first: Date | null }>`
    select least(
      (select min(effective_at) from statement), (select min("from") from maintenance),
      (select min(first_at) from observation_run)
    ) as first
  `.execute(db);
  return rows[0]?.first ?? null;
};

export const readFrozenMonths = async (db: Db, platform: string): Promise<string[]> => {
  const rows = await db
    .selectFrom('availabilityMonth')
    .select('month')
    .where('platform', '=', platform)
    .execute();
  return rows.map(({ month }) => month);
};

type Asked = { from: string; to: string };

/** Days of a platform between two included, corrections too; `professions`: « all » is one. */
export const readDays = (
  db: Db,
  platform: string,
  { from, to }: Asked,
  professions?: readonly StoredDay['profession'][],
): Promise<KeptDay[]> =>
  db
    .selectFrom('availabilityDay')
    .select(COLUMNS)
    .where('platform', '=', platform)
    .where('day', '>=', from)
    .where('day', '<=', to)
    .$if(professions !== undefined, (query) => query.where('profession', 'in', professions ?? []))
    .execute();

const COLUMNS = ['day', 'flow', 'profession', 'reading', 'correction', ...HEALTHS, 'presumed'] as const;

/** Of each day between two included, the platforms where something was not operational, with their longest spells. */
export const readCalendar = (db: Db, { from, to }: Asked) =>
  db
    .selectFrom('availabilityDay')
    .select(({ fn }) => ['day', 'platform', ...HEALTHS.map((health) => fn.max(health).as(health))])
    .where('day', '>=', from)
    .where('day', '<=', to)
    .where('profession', '=', 'all')
    .where('reading', '=', 'judged')
    .where('correction', '=', false)
    .where(({ eb, or }) => or(TROUBLED.map((health) => eb(health, '>', 0))))
    .groupBy(['day', 'platform'])
    .orderBy('day')
    .orderBy('platform')
    .execute();

const BATCH = 1000;

/** What is kept of a platform from a day on is these; frozen days stay, and what stands beside them is made again. */
export const replaceDays = async (
  trx: Db,
  platform: string,
  from: string,
  frozen: readonly string[],
  days: readonly KeptDay[],
): Promise<void> => {
  await trx
    .deleteFrom('availabilityDay')
    .where('platform', '=', platform)
    .where('day', '>=', from)
    .where(sql<boolean>`(correction or date_trunc('month', day::timestamp)::date <> all(${frozen}::date[]))`)
    .execute();
  for (let first = 0; first < days.length; first += BATCH) {
    const rows = days.slice(first, first + BATCH).map((day) => ({ platform, ...day }));
    await trx.insertInto('availabilityDay').values(rows).execute();
  }
};

export const putCounted = (trx: Db, counted: Selectable<Tables['availabilityCount']>) =>
  trx
    .insertInto('availabilityCount')
    .values(counted)
    .onConflict((conflict) =>
      conflict.column('platform').doUpdateSet({
        countedFrom: counted.countedFrom,
        countedUntil: counted.countedUntil,
      }),
    )
    .execute();

export const freezeMonths = async (trx: Db, platform: string, months: readonly string[], frozenAt: Date) => {
  if (months.length === 0) return;
  await trx
    .insertInto('availabilityMonth')
    .values(months.map((month) => ({ platform, month, frozenAt })))
    .onConflict((conflict) => conflict.doNothing())
    .execute();
};
