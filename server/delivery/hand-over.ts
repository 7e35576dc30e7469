import type { Db } from '#db/database';
import { addHandOvers, type HandOver } from '#db/handing-over';
import { SECOND } from '#server/domain/facts/intervals';
import { CHANNELS, type Channel } from '#server/domain/facts/vocabulary';
import type { Send, Senders } from './channel';
import type { Judged } from './fan-out';
import { note } from './noting';
import { createSettling, type Settling } from './settling';

/** A hand-over gives up, before others may take what it claimed. */
const GIVEN_UP_MS = 45 * SECOND;
/** Then others have their turn. */
const TURN_MS = 15 * SECOND;

type Given = Settling & {
  db: Db;
  fanOut: () => Promise<Judged>;
  senders: Senders;
  stopping: AbortSignal;
};

/** A job: hands over what is due by one way out, as it is judged now, until nothing is. */
export const createHandOver = (given: Given) => {
  const { db, fanOut, senders, stopping } = given;
  const channels = CHANNELS.filter((channel) => senders[channel] !== null);
  const atWork = new Set<string>();
  const asked = new Set<string>();
  const settle = createSettling(given);

  /** Resolves to false when nothing was due. */
  const once = async (share: string, send: Send): Promise<boolean> => {
    const judged = await fanOut();
    const claimed = await db.transaction().execute((trx) => settle(trx, share, judged));
    if (claimed === null) return false;
    if (claimed.length === 0) return true;
    const signal = AbortSignal.any([stopping, AbortSignal.timeout(GIVEN_UP_MS)]);
    const outcomes = await send(claimed, signal);
    await db.transaction().execute((trx) => note(trx, judged.number, claimed, outcomes, stopping.aborted));
    return true;
  };

  return async ({ share, lane }: HandOver): Promise<void> => {
    const key = `${share} ${lane}`;
    const send = senders[share.split(':')[0] as Channel] as Send | null;
    if (send === null) return;
    if (atWork.has(key)) return void asked.add(key);
    atWork.add(key);
    const until = performance.now() + TURN_MS;
    try {
      do asked.delete(key);
      while (!stopping.aborted && performance.now() < until && ((await once(share, send)) || asked.has(key)));
    } finally {
      atWork.delete(key);
      asked.delete(key);
    }
    if (!stopping.aborted && performance.now() >= until) await addHandOvers(db, channels);
  };
};
