import type { Insertable, Selectable } from 'kysely';
import type { Db } from './database';
import type { Tables } from './tables';

export type Probe = Selectable<Tables['probe']>;

/** Those that we run ourselves. */
export const OURS = ['http', 'tcp', 'tls', 'dns'] as const;

export const addProbe = (db: Db, probe: Insertable<Tables['probe']>) =>
  db.insertInto('probe').values(probe).execute();

/** What a key pushes, by platform and flow; made on the first result. */
export const findPushedProbes = (db: Db, key: string) =>
  db.selectFrom('probe').select(['id', 'platform', 'flow']).where('key', '=', key).execute();

export const addPushedProbe = (
  trx: Db,
  pushed: Pick<Probe, 'id' | 'name' | 'platform' | 'flow' | 'intervalSeconds'> & { key: string },
  now: Date,
) =>
  trx
    .insertInto('probe')
    .values({
      ...pushed,
      kind: 'pushed',
      timeoutMs: 60_000,
      steps: '[]',
      tokenHash: null,
      createdAt: now,
      enabledAt: new Date(0),
      disabledAt: null,
    })
    .onConflict((conflict) => conflict.columns(['key', 'platform', 'flow']).doNothing())
    .execute();

export const findHeartbeat = (db: Db, tokenHash: string, now: Date) =>
  db
    .selectFrom('probe')
    .select(['id', 'intervalSeconds'])
    .where('tokenHash', '=', tokenHash)
    .where('enabledAt', '<=', now)
    .where('disabledAt', 'is', null)
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
