import { readFile } from 'node:fs/promises';
import { appendAudit, BY_COMMAND } from '#db/audit';
import type { Db } from '#db/database';
import { approveVersion } from '#db/probe-approvals';
import { addProbe } from '#db/probes';
import { readDataset } from '#server/contract/dataset';
import { importDataset } from './load';

const TIMEOUT = 10_000;
const EVERY = 300;

/**
 * A probe of each portal whose address is public, stopped: the desk looks at it, then enables it. What it does was read
 * in public by whoever reviews this program, so it comes approved, as long as nobody changes it; whoever enables it
 * answers for it from then on.
 */
export const seedProbes = async (trx: Db): Promise<void> => {
  const portals = await trx
    .selectFrom('platform')
    .select(['id', 'name', 'flows', 'professionalPortal', 'storedAt'])
    .where('professionalPortal', 'is not', null)
    .orderBy('id')
    .execute();
  for (const { id, name, flows, professionalPortal, storedAt } of portals) {
    if (!professionalPortal || !flows.includes('portail')) continue;
    const probe = `portail-${id}`;
    const row = {
      id: probe,
      platform: id,
      flow: 'portail' as const,
      name: `Portail ${name}`,
      kind: 'http' as const,
      intervalSeconds: EVERY,
      timeoutMs: TIMEOUT,
      steps: JSON.stringify(stepsTo(professionalPortal)),
      tokenHash: null,
      key: null,
      createdAt: storedAt,
      enabledAt: null,
      disabledAt: null,
    };
    await addProbe(trx, row, null);
    await approveVersion(trx, { probe, number: 1, approvedAt: storedAt, approvedBy: null });
  }
};

/** The page, then its certificate. What follows « # » never leaves a browser. */
const stepsTo = (address: string): object[] => {
  const url = new URL(address);
  url.hash = '';
  const page = { kind: 'http', url: url.href, status: [200], text: null, header: null, atMostMs: null };
  const port = url.port === '' ? 443 : Number(url.port);
  const certificate = { kind: 'tls', host: url.hostname, port, daysLeft: 14 };
  return url.protocol === 'https:' ? [page, certificate] : [page];
};

const FILES = ['directory', 'incident-2024'];

/** Loads `db/data` into a record that has no platform yet, and defines the probes of its portals. Resolves to whether it did. */
export const seed = async (db: Db): Promise<boolean> => {
  const known = await db.selectFrom('platform').select('id').limit(1).executeTakeFirst();
  if (known) return false;
  for (const name of FILES) {
    const text = await readFile(new URL(`../../db/data/${name}.json`, import.meta.url), 'utf8');
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
