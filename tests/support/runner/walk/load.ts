import { sql } from 'kysely';
import type { Db } from '#db/database';
import { addProbe } from '#db/probes';
import { DAY, shift } from '#server/domain/facts/intervals';
import { keepResults } from '#server/measurements/results';
import { load } from '../../world/datasets';
import { onJournal } from '../../world/on-journal';
import { setDatabaseClock } from '../database-clock';
import type { Things } from './addresses';
import type { WorldFile } from './worlds';

/** Puts a world into an empty database, whose clock it sets. */
export const loadWorld = async (db: Db, { at, dataset, beats }: WorldFile): Promise<void> => {
  await sql`update seq set moved_at = ${at}`.execute(db);
  await setDatabaseClock(db, Math.max(0, +at - Date.now()));
  const loaded = await load(db, dataset);
  if (!loaded.ok) throw new Error(`le monde n’est pas lu : ${JSON.stringify(loaded.refusal)}`);
  for (const { id, platform, flow, results } of beats) {
    await onJournal(db, (trx) =>
      addProbe(trx, {
        id,
        platform,
        flow,
        name: `Battement de ${platform}`,
        kind: 'heartbeat',
        intervalSeconds: 300,
        timeoutMs: 60_000,
        steps: '[]',
        tokenHash: id,
        key: null,
        createdAt: shift(at, -90 * DAY),
        enabledAt: shift(at, -90 * DAY),
        disabledAt: null,
      }),
    );
    const observations = results.map((result) => ({
      ...result,
      probe: id,
      durationMs: 10,
      sequence: null,
      seen: null,
      blind: false,
    }));
    await db.transaction().execute((trx) => keepResults(trx, observations, at));
  }
};

const NONE = 'personne';

/** One thing of each kind; `pick` draws among several. What a world has none of is asked for all the same. */
export const thingsIn = (
  { dataset, beats }: WorldFile,
  profession: Things['profession'],
  pick: (count: number) => number,
): Things => {
  const one = (list: unknown): string => {
    const ids = (list as { id: string }[] | undefined) ?? [];
    return ids[pick(ids.length)]?.id ?? NONE;
  };
  return {
    profession,
    platform: one(dataset.platforms),
    mutuelle: one(dataset.mutuelles),
    incident: one(dataset.incidents),
    notice: one(dataset.notices),
    maintenance: one(dataset.maintenances),
    statement: one(dataset.statements),
    organisation: one(dataset.organisations),
    probe: one(beats),
  };
};
