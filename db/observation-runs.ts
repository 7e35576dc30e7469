import type { Selectable } from 'kysely';
import type { Db } from './database';
import type { Tables } from './tables';

/** Runs are the raw series read once: kept beside it, so that ninety days are read as a handful of rows. */
export type KeptRun = Selectable<Tables['observationRun']>;

/** The newest run of each of these probes. */
export const newestRuns = (trx: Db, probes: readonly string[]): Promise<KeptRun[]> =>
  trx
    .selectFrom('observationRun')
    .distinctOn('probe')
    .selectAll()
    .where('probe', 'in', probes)
    .orderBy('probe')
    .orderBy('lastAt', 'desc')
    .execute();

/** The run that began last at or before `from`, the one that begins first after `to`. */
export const runsAround = async (
  trx: Db,
  probe: string,
  from: Date,
  to: Date,
): Promise<{ before: KeptRun | undefined; after: KeptRun | undefined }> => {
  const ofProbe = trx.selectFrom('observationRun').selectAll().where('probe', '=', probe).limit(1);
  const [before, after] = await Promise.all([
    ofProbe.where('firstAt', '<=', from).orderBy('firstAt', 'desc').executeTakeFirst(),
    ofProbe.where('firstAt', '>', to).orderBy('firstAt').executeTakeFirst(),
  ]);
  return { before, after };
};

/** Those that begin between two instants included; `to` null: all that follow. */
export const forgetRuns = (trx: Db, probe: string, from: Date, to: Date | null) =>
  trx
    .deleteFrom('observationRun')
    .where('probe', '=', probe)
    .where('firstAt', '>=', from)
    .$if(to !== null, (query) => query.where('firstAt', '<=', to ?? from))
    .execute();

/** Adds runs; one that begins where another does goes on until later. */
export const putRuns = async (trx: Db, runs: readonly KeptRun[]): Promise<void> => {
  if (runs.length === 0) return;
  await trx
    .insertInto('observationRun')
    .values(runs)
    .onConflict((conflict) =>
      conflict.columns(['probe', 'firstAt']).doUpdateSet((eb) => ({ lastAt: eb.ref('excluded.lastAt') })),
    )
    .execute();
};
