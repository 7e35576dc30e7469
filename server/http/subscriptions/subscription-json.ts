import type { Db } from '#db/database';
import { readFollows, type Subscriber } from '#db/subscriptions';
import { type KeptTarget, unsealKept } from '#server/delivery/targets';
import { CONFIRMATION_LASTS } from '#server/domain/facts/follows';
import { shift } from '#server/domain/facts/intervals';
import type { Deps } from '../deps';

/** A subscription as its holder reads it: of its address, enough to know it again. */
export const subscriptionJson = async ({ secrets }: Pick<Deps, 'secrets'>, db: Db, found: Subscriber) => {
  const kept = unsealKept(secrets, found.target);
  const { confirmedAt, suspendedAt, suspendedFor, createdAt } = found;
  return {
    channel: found.channel,
    to: hintOf(kept),
    shape: kept.channel === 'webhook' ? kept.shape : null,
    state: stateOf(found),
    createdAt: createdAt.toISOString(),
    until: confirmedAt === null ? shift(createdAt, CONFIRMATION_LASTS).toISOString() : null,
    suspended: suspendedAt && suspendedFor ? { since: suspendedAt.toISOString(), why: suspendedFor } : null,
    follows: await readFollows(db, found.id),
  };
};

const stateOf = ({ confirmedAt, suspendedAt }: Subscriber) => {
  if (confirmedAt === null) return 'awaiting-confirmation';
  return suspendedAt === null ? 'active' : 'suspended';
};

const hintOf = (kept: KeptTarget): string | null => {
  if (kept.channel === 'push') return null;
  if (kept.channel === 'webhook') return new URL(kept.url).host;
  return kept.address.replace(/^(.)[^@]*/u, '$1…');
};
