import { sql } from 'kysely';
import type { AuditEntry } from './audit';
import type { Db } from './database';
import { type Item, keyOf, NOUNS, type Noun } from './dataset/nouns';
import { readItems } from './dataset/record';

/** The action of rows that give a fact the instants it would have had, had the clock been right. */
export const REDATED = 'redated';

/** When a fact was said, by the clock of this machine: in columns of its content. */
const SAID_AT = ['effectiveAt', 'recordedAt', 'publishedAt'];
const instantsOf = ({ columns }: Noun): string[] => columns.filter((field) => SAID_AT.includes(field));

/**
 * Believes the machine's clock again, whatever was believed before. Facts that were written as of an instant to come are
 * dated just before now, in their order, each with its row for the journal; what was measured and counted there is taken
 * away, and who signed in there signs in again. Resolves to « now » and those rows, to be appended by the caller.
 */
export const believeMachine = async (trx: Db): Promise<{ now: Date; entries: AuditEntry[] }> => {
  const { rows } = await sql<{ now: Date; was: string }>`
    update clock set skew = 0, since = null, repairs = repairs + 1
    from (select skew as was from clock) as before
    returning date_trunc('milliseconds', clock_timestamp()) as now, was
  `.execute(trx);
  const { now, was } = rows[0] as { now: Date; was: string };
  const entries = await redate(trx, now);
  await takeAway(trx, now);
  await sql`update seq set last = last + 1, moved_at = ${now}`.execute(trx);
  const repaired = { before: { skew: Number(was) }, after: { skew: 0, redated: entries.length } };
  return {
    now,
    entries: [...entries, { action: 'clock-repaired', noun: 'clock', id: 'machine', ...repaired }],
  };
};

/** Gives facts that are dated after `now` instants just before it, one a millisecond, in their order. */
const redate = async (trx: Db, now: Date): Promise<AuditEntry[]> => {
  const ahead: { noun: Noun; items: Item[] }[] = [];
  for (const noun of NOUNS) ahead.push({ noun, items: await itemsAhead(trx, noun, now) });
  await openMap(trx, now);
  // The rule against rewriting is set aside for this command alone; the journal keeps both contents.
  await sql`set constraints all immediate`.execute(trx);
  for (const noun of NOUNS) {
    const { table } = noun;
    const dated = [...instantsOf(noun), 'storedAt'];
    await sql`alter table ${sql.table(table)} disable trigger kept`.execute(trx);
    await sql`
      update ${sql.table(table)} as fact
      set ${sql.join(dated.map((field) => sql`${sql.ref(field)} = ${redatedBy(sql.ref(`fact.${field}`))}`))}
      where ${sql.ref('storedAt')} > ${now}
    `.execute(trx);
    await sql`set constraints all immediate`.execute(trx);
    await sql`alter table ${sql.table(table)} enable trigger kept`.execute(trx);
  }
  const { rows } = await sql<{ was: Date; becomes: Date }>`select was, becomes from redated`.execute(trx);
  const becomes = new Map(rows.map((row) => [+row.was, row.becomes]));
  return ahead.flatMap(({ noun, items }) =>
    items.map((before) => {
      const after = Object.fromEntries(
        Object.entries(before).map(([field, value]) => [
          field,
          instantsOf(noun).includes(field) ? (becomes.get(+(value as Date)) ?? value) : value,
        ]),
      );
      return { action: REDATED, noun: noun.table, id: keyOf(noun, after), before, after };
    }),
  );
};

const redatedBy = (instant: ReturnType<typeof sql.ref>) =>
  sql`coalesce((select becomes from redated where was = ${instant}), ${instant})`;

/** What was stored after `now`, in the file's own shape. */
const itemsAhead = async (trx: Db, noun: Noun, now: Date): Promise<Item[]> => {
  const keys = noun.key.map((field) => sql.ref(field));
  const { rows } = await sql<Item>`
    select ${sql.join(keys)} from ${sql.table(noun.table)} where stored_at > ${now}
  `.execute(trx);
  const ids = new Set(rows.map((row) => keyOf(noun, row)));
  const items = await readItems(
    trx,
    noun,
    rows.map((row) => String(row[noun.key[0]])),
  );
  return items.filter((item) => ids.has(keyOf(noun, item)));
};

/** Every instant to come that a fact bears, and the one it becomes. */
const openMap = async (trx: Db, now: Date): Promise<void> => {
  const borne = NOUNS.flatMap((noun) =>
    [...instantsOf(noun), 'storedAt'].map(
      (field) => sql`select ${sql.ref(field)} as was from ${sql.table(noun.table)} where stored_at > ${now}`,
    ),
  );
  await sql`
    create temp table redated on commit drop as
    select was, ${now}::timestamptz - (count(*) over () - row_number() over (order by was) + 1) * interval '1 millisecond'
      as becomes
    from (${sql.join(borne, sql` union `)}) as borne
    where was > ${now}
  `.execute(trx);
};

/**
 * What was measured and counted after `now` would be taken for fresh once that time comes; reports stay, as of now, and
 * no longer count in hours to come.
 */
const takeAway = async (trx: Db, now: Date): Promise<void> => {
  const today = sql`(${now}::timestamptz at time zone 'Europe/Paris')::date`;
  await sql`set constraints all immediate`.execute(trx);
  await sql`alter table observation disable trigger no_removal`.execute(trx);
  await sql`delete from observation where observed_at > ${now} or recorded_at > ${now}`.execute(trx);
  await sql`alter table observation enable trigger no_removal`.execute(trx);
  await sql`delete from observation_run where last_at > ${now}`.execute(trx);
  await sql`delete from observation_hour where hour > ${now}`.execute(trx);
  await sql`delete from observation_day where day > ${today}`.execute(trx);
  for (const [table, at] of [
    ['report', 'reported_at'],
    ['remark', 'remarked_at'],
  ] as const) {
    await sql`alter table ${sql.table(table)} disable trigger kept`.execute(trx);
    await sql`update ${sql.table(table)} set ${sql.ref(at)} = ${now} where ${sql.ref(at)} > ${now}`.execute(
      trx,
    );
    await sql`set constraints all immediate`.execute(trx);
    await sql`alter table ${sql.table(table)} enable trigger kept`.execute(trx);
  }
  await sql`delete from report_hour where hour > ${now}`.execute(trx);
  await sql`delete from availability_month where month > ${today}`.execute(trx);
  await sql`delete from availability_day where day > ${today}`.execute(trx);
  await sql`update availability_count set counted_until = ${now} where counted_until > ${now}`.execute(trx);
  await sql`delete from session where last_seen_at > ${now}`.execute(trx);
  await sql`update moved_fact set at = ${now} where at > ${now}`.execute(trx);
  await sql`update directory_source set read_at = ${now} where read_at > ${now}`.execute(trx);
};
