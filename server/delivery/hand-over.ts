import { createHash } from 'node:crypto';
import type { Db } from '#db/database';
import { readFanOut, readFanOutChanges } from '#db/fan-outs';
import {
  addHandOvers,
  type Claimed,
  claimMessages,
  type HandOver,
  lockDue,
  settleNothing,
  suspend,
} from '#db/handing-over';
import { MINUTE, SECOND } from '#server/domain/facts/intervals';
import { CHANNELS, type Channel } from '#server/domain/facts/vocabulary';
import {
  type NumberedChange,
  netChanges,
  type Told,
  type Turned,
  toldOf,
} from '#server/domain/following/changes';
import type { Send, Senders, Target } from './channel';
import type { Judged } from './fan-out';
import type { Message } from './message';
import { note, type Sending } from './noting';

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
    // Another instance has found more meanwhile: what we know of is not told any more.
    if ((await readFanOut(trx)).number > judged.number) return [];
    const changes = await changesAfter(trx, Math.min(...due.map(({ known }) => known)), judged);
    const nets = new Map<string, readonly Turned[]>();
    const messages = new Map<string, Omit<Message, 'id'>>();
    const { opened, unreadable } = openTargets(due, openTarget);
    if (unreadable.length > 0) await suspend(trx, unreadable, 'unreachable', UNREADABLE);
    const told = opened.map((claimed) => {
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
    { subscriber, target, known, tried, attempts }: Opened,
    content: string,
    message: Omit<Message, 'id'>,
  ): Sending {
    return {
      subscriber,
      target,
      manageUrl: manageUrlOf(subscriber),
      message: { ...message, id: messageId(`${subscriber} ${known} ${content}`) },
      attempts,
      wasTried: tried !== null,
    };
  }
};

type Opened = Omit<Claimed, 'target'> & { target: Target };
const UNREADABLE = 'l’adresse a été scellée par une autre clé';

/** Where each of them is told; one that was sealed by another key holds up nobody else. */
const openTargets = (due: readonly Claimed[], openTarget: Given['openTarget']) => {
  const unreadable: string[] = [];
  const opened = due.flatMap((claimed): Opened[] => {
    try {
      return [{ ...claimed, target: openTarget(claimed.target) }];
    } catch {
      unreadable.push(claimed.subscriber);
      return [];
    }
  });
  return { opened, unreadable };
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
