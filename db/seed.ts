import { readFile } from 'node:fs/promises';
import { readDataset } from '#server/contract/dataset-faults';
import { appendAudit, BY_COMMAND } from './audit';
import type { Db } from './database';
import { importDataset } from './dataset/load';
import { seedProbes } from './seed-probes';

const FILES = ['directory', 'incident-2024'];

/** Loads `db/data` into a record that has no platform yet, and defines the probes of its portals. Resolves to whether it did. */
export const seed = async (db: Db): Promise<boolean> => {
  const known = await db.selectFrom('platform').select('id').limit(1).executeTakeFirst();
  if (known) return false;
  for (const name of FILES) {
    const text = await readFile(new URL(`data/${name}.json`, import.meta.url), 'utf8');
    const dataset = readDataset(JSON.parse(text));
    if (!dataset.ok) throw new Error(`db/data/${name}.json : ${JSON.stringify(dataset.refusal)}`);
    const done = await importDataset(db, dataset.value);
    if (!done.ok) throw new Error(`db/data/${name}.json : ${JSON.stringify(done.refusal)}`);
  }
  await db.transaction().execute(async (trx) => {
    await seedProbes(trx);
    await appendAudit(trx, BY_COMMAND, new Date(), []);
  });
  return true;
};
