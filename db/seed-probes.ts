import type { Db } from './database';
import { approveVersion } from './probe-approvals';
import { addProbe } from './probes';

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
      ...{
        id: probe,
        platform: id,
        flow: 'portail' as const,
        name: `Portail ${name}`,
        kind: 'http' as const,
      },
      ...{ intervalSeconds: EVERY, timeoutMs: TIMEOUT, steps: JSON.stringify(stepsTo(professionalPortal)) },
      ...{ tokenHash: null, key: null, createdAt: storedAt, enabledAt: null, disabledAt: null },
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
