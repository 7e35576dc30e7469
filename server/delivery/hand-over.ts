import { createHash } from 'node:crypto';
import type { Db } from '#db/database';
import { readFanOutChanges } from '#db/fan-outs';
import {
  addHandOvers,
  type Claimed,
  claimMessages,
  countRefusals,
  endSubscriptions,
  type Failure,
  type HandOver,
  lockDue,
  noteDelivered,
  noteFailed,
  releaseClaims,
  settleNothing,
  suspend,
} from '#db/handing-over';
import { HOUR, MINUTE, SECOND } from '#server/domain/facts/intervals';
import { CHANNELS, type Channel } from '#server/domain/facts/vocabulary';
import {
  type NumberedChange,
  netChanges,
  type Told,
  type Turned,
  toldOf,
} from '#server/domain/following/changes';
import type { Envelope, Outcome, Send, Senders, Target } from './channel';
import type { Judged } from './fan-out';
import type { Message } from './message';

/** From each try that failed to the next; after the last one nothing more is sent, and the desk sees it. */
export const LADDER: readonly number[] = [
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
/** A hand-over gives up, then others may take what it claimed. */
const GIVEN_UP_MS = 45 * SECOND;
const LEASE_MS = MINUTE;
/** Then others have their turn. */
const TURN_MS = 15 * SECOND;

type Given = {
  db: Db;
  fanOut: () => Promise<Judged>;
  senders: Senders;
  compose: (judged: Judged, told: readonly Told[]) => Omit<Message, 'id'>;
  /** Of a subscriber's target as it is kept: sealed. */
  openTarget: (sealed: string) => Target;
  manageUrlOf: (subscriber: string) => string;
  stopping: AbortSignal;
};

type Sending = Envelope & { attempts: number; wasTried: boolean };

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

/** Claims what is due, says that there is nothing left to tell where that is so, and names the messages of the others. */
const createSettling = ({ compose, openTarget, manageUrlOf }: Given) => {
  let log: { after: number; number: number; changes: readonly NumberedChange[] } | null = null;
  const changesAfter = async (trx: Db, after: number, { number }: Judged) => {
    if (log?.number !== number || log.after > after)
      log = { after, number, changes: await readFanOutChanges(trx, after) };
    return log.changes;
  };
  /** Null: nothing was due. */
  return async (trx: Db, share: string, judged: Judged): Promise<Sending[] | null> => {
    const due = await lockDue(trx, share);
    if (due.length === 0) return null;
    const changes = await changesAfter(trx, Math.min(...due.map(({ known }) => known)), judged);
    const nets = new Map<string, readonly Turned[]>();
    const messages = new Map<string, Omit<Message, 'id'>>();
    const told = due.map((claimed) => {
      const key = `${claimed.known} ${claimed.tried}`;
      const net =
        nets.get(key) ??
        netChanges(
          changes.filter(({ number }) => number > claimed.known),
          claimed.tried,
        );
      nets.set(key, net);
      return { claimed, told: toldOf(claimed.follows, net) };
    });
    const quiet = told.filter((each) => each.told.length === 0).map(({ claimed }) => claimed.subscriber);
    const sending = told.flatMap((each): Sending[] => {
      if (each.told.length === 0) return [];
      const content = JSON.stringify(each.told.map(({ subject, before, after }) => [subject, before, after]));
      const message = messages.get(content) ?? compose(judged, each.told);
      messages.set(content, message);
      return [sendingOf(each.claimed, content, message)];
    });
    if (quiet.length > 0) await settleNothing(trx, quiet, judged.number);
    const named = sending.map(({ subscriber, message: { id } }) => ({ subscriber, id }));
    if (named.length > 0) await claimMessages(trx, named, judged.number, LEASE_MS);
    return sending;
  };
  function sendingOf(
    { subscriber, target, known, tried, attempts }: Claimed,
    content: string,
    message: Omit<Message, 'id'>,
  ): Sending {
    return {
      subscriber,
      target: openTarget(target),
      manageUrl: manageUrlOf(subscriber),
      message: { ...message, id: messageId(`${subscriber} ${known} ${content}`) },
      attempts,
      wasTried: tried !== null,
    };
  }
};

/** The same of the same content at every attempt, whoever makes it: a UUID of version 8 (RFC 9562). */
const messageId = (text: string): string => {
  const hex = createHash('sha256').update(text).digest('hex');
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `8${hex.slice(13, 16)}`,
    `8${hex.slice(17, 20)}`,
    hex.slice(20, 32),
  ].join('-');
};

const note = async (
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
