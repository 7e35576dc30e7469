import type { Db } from '#db/database';
import {
  countRefusals,
  endSubscriptions,
  type Failure,
  noteDelivered,
  noteFailed,
  releaseClaims,
  suspend,
} from '#db/handing-over';
import { HOUR, MINUTE, SECOND } from '#server/domain/facts/intervals';
import type { Envelope, Outcome } from './channel';

/** From each try that failed to the next; after the last one nothing more is sent, and the desk sees it. */
const LADDER: readonly number[] = [
  5 * SECOND,
  5 * MINUTE,
  30 * MINUTE,
  2 * HOUR,
  5 * HOUR,
  10 * HOUR,
  14 * HOUR,
  20 * HOUR,
  24 * HOUR,
];
/** So many messages in a row that are refused for good suspend. */
const MOST_REFUSALS = 3;
/** `attempts`: those that failed before; `wasTried`: one of them may have arrived. */
export type Sending = Envelope & { attempts: number; wasTried: boolean };

/** What became of messages that told a fan-out. `isStopping`: they were cut short because this program leaves. */
export const note = async (
  trx: Db,
  number: number,
  sent: readonly Sending[],
  outcomes: readonly Outcome[],
  isStopping: boolean,
): Promise<void> => {
  const each = sent.map(({ subscriber, message: { id }, attempts, wasTried }, rank) => ({
    subscriber,
    id,
    attempts,
    wasTried,
    outcome: outcomes[rank] ?? { kind: 'retry' as const, why: 'aucune réponse', after: null, isUnsure: true },
  }));
  const of = (kind: Outcome['kind']) => each.filter(({ outcome }) => outcome.kind === kind);
  const failed = each.flatMap(
    ({ outcome, attempts, wasTried, ...message }): (Failure & { attempts: number })[] => {
      if (outcome.kind !== 'retry' && outcome.kind !== 'bounced') return [];
      const [after, isUnsure] =
        outcome.kind === 'retry' ? [outcome.after ?? 0, outcome.isUnsure ?? false] : [0, false];
      const wait = Math.max(LADDER[Math.min(attempts, LADDER.length - 1)] ?? 0, after);
      return [{ ...message, attempts, why: outcome.why.slice(0, 300), wait, isUnsure: isUnsure || wasTried }];
    },
  );
  const names = (some: readonly { subscriber: string }[]) => some.map(({ subscriber }) => subscriber);
  // Cut short because this program leaves: nobody has failed.
  const reallyFailed = isStopping ? [] : failed;
  if (isStopping && failed.length > 0) await releaseClaims(trx, failed);
  if (of('delivered').length > 0) await noteDelivered(trx, of('delivered'), number);
  if (reallyFailed.length > 0) await noteFailed(trx, reallyFailed);
  if (of('bounced').length > 0)
    await suspend(trx, await countRefusals(trx, names(of('bounced')), MOST_REFUSALS), 'refused', null);
  for (const { subscriber, outcome } of of('refused'))
    await suspend(trx, [subscriber], 'refused', 'why' in outcome ? outcome.why.slice(0, 300) : null);
  const over = reallyFailed.filter(({ attempts }) => attempts + 1 > LADDER.length);
  if (over.length > 0) await suspend(trx, names(over), 'unreachable', null);
  if (of('gone').length > 0) await endSubscriptions(trx, names(of('gone')));
};
