import { type Insertable, type Selectable, sql } from 'kysely';
import type { Db } from './database';
import type { Tables } from './tables';

export type Probe = Selectable<Tables['probe']>;

/** Those that we run ourselves. */
export const OURS = ['http', 'tcp', 'tls', 'dns'] as const;

/** With the first version of its definition. `definedBy` null: the program. */
export const addProbe = async (
  db: Db,
  probe: Insertable<Tables['probe']>,
  definedBy: string | null = null,
): Promise<void> => {
  await db.insertInto('probe').values(probe).execute();
  await addVersion(db, probe, { at: probe.createdAt, by: definedBy });
};

type Definition = Pick<
  Insertable<Tables['probeVersion']>,
  'name' | 'intervalSeconds' | 'timeoutMs' | 'steps'
>;
/** Null: the program. */
type Given = { at: Date; by: string | null };

/** Adds a version of what a probe does, the probe locked. An approval of an earlier version does not cover it. */
export const addVersion = (
  trx: Db,
  { id, name, intervalSeconds, timeoutMs, steps }: Definition & { id: string },
  { at, by }: Given,
) =>
  trx
    .insertInto('probeVersion')
    .values(({ selectFrom, fn }) => ({
      probe: id,
      name,
      intervalSeconds,
      timeoutMs,
      steps,
      definedAt: at,
      definedBy: by,
      number: selectFrom('probeVersion')
        .select(fn.coalesce(sql<number>`max(number) + 1`, sql<number>`1`).as('next'))
        .where('probe', '=', id),
    }))
    .execute();

/** A probe that stands for what a key pushes, one a platform and flow, made on its first result. */
export const addPushedProbe = async (
  trx: Db,
  pushed: Pick<Probe, 'id' | 'name' | 'platform' | 'flow' | 'intervalSeconds'> & { key: string },
  { at, by }: Given,
): Promise<void> => {
  const row = { ...pushed, timeoutMs: 60_000, steps: '[]' };
  const added = await trx
    .insertInto('probe')
    .values({
      ...row,
      kind: 'pushed',
      tokenHash: null,
      createdAt: at,
      enabledAt: new Date(0),
      disabledAt: null,
    })
    .onConflict((conflict) => conflict.columns(['key', 'platform', 'flow']).doNothing())
    .returning('id')
    .executeTakeFirst();
  if (added) await addVersion(trx, row, { at, by });
};

export const findHeartbeat = (db: Db, tokenHash: string, now: Date) =>
  db
    .selectFrom('probe')
    .select(['id', 'intervalSeconds'])
    .where('tokenHash', '=', tokenHash)
    .where('enabledAt', '<=', now)
    .where(({ eb, or }) => or([eb('disabledAt', 'is', null), eb('disabledAt', '>', now)]))
    .executeTakeFirst();

export const lockProbe = (trx: Db, id: string): Promise<Probe | undefined> =>
  trx.selectFrom('probe').selectAll().where('id', '=', id).forUpdate().executeTakeFirst();

export const readProbe = (db: Db, id: string): Promise<Probe | undefined> =>
  db.selectFrom('probe').selectAll().where('id', '=', id).executeTakeFirst();

export const changeProbe = (
  trx: Db,
  id: string,
  change: Partial<Pick<Probe, 'name' | 'intervalSeconds' | 'timeoutMs' | 'enabledAt' | 'disabledAt'>> & {
    steps?: string;
  },
) => trx.updateTable('probe').set(change).where('id', '=', id).execute();

/** Those that are defined here, and were never started. */
export const countUnusedProbes = async (db: Db): Promise<number> => {
  const { count } = await db
    .selectFrom('probe')
    .select(({ fn }) => fn.countAll<string>().as('count'))
    .where('enabledAt', 'is', null)
    .executeTakeFirstOrThrow();
  return Number(count);
};

/** Probes that were enabled once, and are stopped or about to be. */
export const listStoppedProbes = (db: Db) =>
  db
    .selectFrom('probe')
    .select(['id', 'platform', 'name'])
    .where('enabledAt', 'is not', null)
    .where('disabledAt', 'is not', null)
    .orderBy('platform')
    .orderBy('id')
    .execute();
