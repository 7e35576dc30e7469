import { sql } from 'kysely';
import { appendAudit, BY_COMMAND, entryOf } from './audit';
import type { Db } from './database';

/** The clock of the database's machine, and what is written there of it. Every instance reads the same one. */
export type HeardClock = {
  machine: Date;
  /** When the record last changed, by the time that was believed then. */
  movedAt: Date;
  /** How far `machine` is ahead of the time that is believed, milliseconds; negative: behind; 0: it is believed. */
  skew: number;
  /** When it jumped, by the time that is believed; null: it is believed. */
  since: Date | null;
  /** How often somebody had the machine believed again. */
  repairs: number;
  /** Whether some instance is on duty. */
  isLed: boolean;
};

/** Whoever is on duty holds this lock. */
export const LEADER_LOCK = 'comptoir duty';

export const readClock = async (db: Db): Promise<HeardClock> => {
  const { rows } = await sql<HeardClock & { skew: string; repairs: string }>`
    select date_trunc('milliseconds', clock_timestamp()) as machine, seq.moved_at, skew, since, repairs,
      exists (
        select from pg_locks where locktype = 'advisory' and granted
          and (classid::bigint << 32) | objid::bigint = hashtext(${LEADER_LOCK})::bigint
          and database = (select oid from pg_database where datname = current_database())
      ) as is_led
    from seq, clock
  `.execute(db);
  const [read] = rows;
  // A clock set to no instant would stop every judgement, and could not be set again.
  if (!read) throw new Error('La base ne dit pas l’heure : sa table « seq » ou « clock » est vide.');
  return { ...read, skew: Number(read.skew), repairs: Number(read.repairs) };
};

/** The instant it is, as it is believed, and never before the last change. */
export const readNow = async (db: Db): Promise<Date> => {
  const { rows } = await sql<{ now: Date }>`
    select greatest(moved_at, now_stored()) as now from seq
  `.execute(db);
  if (!rows[0]) throw new Error('La base ne dit pas l’heure : sa table « seq » est vide.');
  return rows[0].now;
};

/**
 * Has every instance believe that the machine is `skew` milliseconds ahead, unless another instance has changed that
 * since it was read. The journal keeps it: a jump is not a rewriting.
 */
export const keepSkew = (db: Db, { skew: was }: HeardClock, skew: number, at: Date): Promise<void> =>
  db.transaction().execute(async (trx) => {
    const since = skew === 0 ? null : at;
    const { numUpdatedRows } = await trx
      .updateTable('clock')
      .set({ skew: String(skew), since })
      .where('skew', '=', String(was))
      .executeTakeFirst();
    if (numUpdatedRows === 0n) return;
    const jumped = entryOf('clock-jumped', 'clock', 'machine', { skew, since });
    await appendAudit(trx, BY_COMMAND, at, [{ ...jumped, before: { skew: was } }]);
  });
