import { createOutbox } from '#server/delivery/outbox';
import { unsealTarget } from '#server/delivery/targets';
import { manageUrlOf, subscriptionToken } from '#server/delivery/tokens';
import type { Deps } from '#server/http/deps';
import type { Runtime } from './bootstrap';
import type { Readers } from './readers';

/** Tells those who follow, whichever instance this is, until it stops. `origin`: of the pages that messages lead to. */
export const openDelivery = (
  { database, clock, failing, now }: Runtime,
  { readModel, onMove }: Pick<Readers, 'readModel' | 'onMove'>,
  { channels, words, secrets }: Pick<Deps, 'channels' | 'words' | 'secrets'>,
  origin: string,
) => {
  const leaving = new AbortController();
  const outbox = createOutbox({
    ...database.outbox,
    readModel,
    senders: channels.senders,
    words,
    openTarget: (sealed) => unsealTarget(secrets, sealed, now()),
    origin,
    manageUrlOf: (subscriber) => manageUrlOf(origin, subscriptionToken(secrets, subscriber)),
    isDoubted: () => clock.doubt() !== null,
    failed: failing('messages à remettre'),
  });
  onMove(outbox.look, leaving.signal);
  return {
    stop: async (): Promise<void> => {
      leaving.abort();
      await outbox.stop();
    },
  };
};
