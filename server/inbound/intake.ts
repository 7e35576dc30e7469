import { keepPayload, listUnread, lockUnread, markRead, trimPayloads } from '#db/connector-payloads';
import { lockConnector } from '#db/connectors';
import { type Db, newId } from '#db/database';
import { addAlert, changeAlert, newestAlert } from '#db/tool-alerts';
import { SECOND, shift } from '#server/domain/facts/intervals';
import { type Heard, hear } from '#server/domain/inbound/alerts';
import type { Tool } from './heard';
import { type Payload, readPayload } from './payload';

/** Payloads of a connector that are kept beside the week they last. */
const KEPT = 100;

/** What was made of one: the tool whose shape it has, and how many alerts it speaks of. */
type Taken = { tool: Tool | null; alerts: number };

/**
 * Keeps what was sent, then reads it. Null: it is kept, and will be read, be it by another process; `failed` is told why.
 */
export const takePayload = async (
  db: Db,
  connector: string,
  payload: Payload,
  now: Date,
  failed: (error: unknown) => void,
): Promise<Taken | null> => {
  const id = await keepPayload(db, { connector, ...payload, now });
  try {
    const taken = await readKept(db, id, now);
    await trimPayloads(db, connector, KEPT);
    return taken;
  } catch (error) {
    failed(error);
    return null;
  }
};

/** Reads one that was kept, once; null: somebody else did. All of it or nothing. */
const readKept = (db: Db, id: string, now: Date): Promise<Taken | null> =>
  db.transaction().execute(async (trx) => {
    const kept = await lockUnread(trx, id);
    if (!kept) return null;
    const read = readPayload(JSON.parse(kept.body));
    await lockConnector(trx, kept.connector);
    for (const heard of read?.alerts ?? []) await takeAlert(trx, kept.connector, heard, kept.heardAt);
    await markRead(trx, id, read?.tool ?? null, now);
    return { tool: read?.tool ?? null, alerts: read?.alerts.length ?? 0 };
  });

/** Notes what a tool says of one outage. To be done with its connector locked. */
export const takeAlert = async (trx: Db, connector: string, heard: Heard, now: Date): Promise<void> => {
  const known = (await newestAlert(trx, connector, heard.key)) ?? null;
  const told = hear(known, heard, now);
  if (told === null) return;
  const { alert } = told;
  if (told.kind === 'changed' && known) {
    await changeAlert(trx, known.id, alert);
    return;
  }
  const unsettled = { settledBy: null, settledAt: null, note: null };
  await addAlert(trx, { ...alert, ...unsettled, id: newId(), connector, heardAt: now });
};

/** Whoever takes one reads it at once: after so long it did not live to. */
const LEFT_AFTER = 5 * SECOND;
const AT_ONCE = 100;

/** Reads what was kept by a process that ended before it read it. */
export const readLeftPayloads = async (db: Db, now: Date, signal: AbortSignal): Promise<void> => {
  const accidents: unknown[] = [];
  for (const id of await listUnread(db, shift(now, -LEFT_AFTER), AT_ONCE)) {
    if (signal.aborted) return;
    try {
      await readKept(db, id, now);
    } catch (error) {
      // One that cannot be read keeps none of the others from it.
      accidents.push(error);
    }
  }
  if (accidents.length > 0) throw accidents[0];
};

/** Notes what an organisation's page says, unless it is asked no more; its components are kept, to be linked. */
export const takeSummary = (
  db: Db,
  connector: string,
  { alerts, components }: { alerts: readonly Heard[]; components: Payload },
  now: Date,
): Promise<void> =>
  db.transaction().execute(async (trx) => {
    const found = await lockConnector(trx, connector);
    if (!found || found.revokedAt !== null || found.summaryUrl === null) return;
    for (const heard of alerts) await takeAlert(trx, connector, heard, now);
    await markRead(trx, await keepPayload(trx, { connector, ...components, now }), 'statuspage', now);
  });
