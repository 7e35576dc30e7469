import { createHash } from 'node:crypto';
import { setImmediate } from 'node:timers/promises';
import { LRUCache } from 'lru-cache';
import type { Db } from '#db/database';
import { holdFanOut, readFanOutChanges } from '#db/fan-outs';
import { type Claimed, claimMessages, lockDue, settleNothing, suspend } from '#db/handing-over';
import type { Follow } from '#server/domain/facts/follows';
import { MINUTE, SECOND } from '#server/domain/facts/intervals';
import {
  type NumberedChange,
  netChanges,
  type Told,
  type Turned,
  toldOf,
} from '#server/domain/following/changes';
import type { Target } from './channel';
import type { Judged } from './fan-out';
import type { Message } from './message';
import type { Sending } from './noting';

export type Settling = {
  compose: (judged: Judged, told: readonly Told[]) => Omit<Message, 'id'>;
  /** Of a subscriber's target as it is kept: sealed. */
  /** Null: nobody can read it. */
  openTarget: (sealed: string) => Target | null;
  manageUrlOf: (subscriber: string) => string;
};

/** Longer than a hand-over tries; then others may take what it claimed. */
const LEASE_MS = MINUTE;
/** Who reads waits for no more of this at once; milliseconds. */
const SLICE_MS = 2;
/** What was composed is told to others for so long while nothing turns. */
const WORDED_MS = 10 * SECOND;

/** Claims what is due, says that there is nothing left to tell where that is so, and names the messages of the others. */
export const createSettling = ({ compose, openTarget, manageUrlOf }: Settling) => {
  let log: { after: number; number: number; changes: readonly NumberedChange[] } | null = null;
  let worded: { of: readonly NumberedChange[]; judged: Judged; wordingFor: WordingFor } | null = null;
  const changesAfter = async (trx: Db, after: number, { number }: Judged) => {
    if (log?.number !== number || log.after > after)
      log = { after, number, changes: await readFanOutChanges(trx, after) };
    return log.changes;
  };
  /** Hundreds are claimed after hundreds, and most are told the same. */
  const wordings = (of: readonly NumberedChange[], judged: Judged): WordingFor => {
    if (worded?.of !== of || !isStillSo(worded.judged, judged))
      worded = { of, judged, wordingFor: createWordings(of, (told) => compose(judged, told)) };
    return worded.wordingFor;
  };
  /** Null: nothing was due. */
  return async (trx: Db, share: string, judged: Judged): Promise<Sending[] | null> => {
    // Held before what is due, as a fan-out does.
    const number = await holdFanOut(trx);
    const due = await lockDue(trx, share);
    if (due.length === 0) return null;
    // Another instance has found more meanwhile: what we know of is not told any more.
    if (number > judged.number) return [];
    const changes = await changesAfter(trx, Math.min(...due.map(({ known }) => known)), judged);
    const wordingFor = wordings(changes, judged);
    const [unreadable, quiet, sending]: [string[], string[], Sending[]] = [[], [], []];
    const turn = createTurns();
    for (const claimed of due) {
      await turn();
      const { subscriber, known, tried, attempts } = claimed;
      const target = openTarget(claimed.target);
      const wording = target && wordingFor(claimed);
      if (target === null) unreadable.push(subscriber);
      else if (wording === null) quiet.push(subscriber);
      else {
        const id = messageId(`${subscriber} ${known} ${wording.content}`);
        const message = { ...wording.message, id };
        const manageUrl = manageUrlOf(subscriber);
        sending.push({ subscriber, target, manageUrl, message, attempts, wasTried: tried !== null });
      }
    }
    if (unreadable.length > 0) await suspend(trx, unreadable, 'unreachable', UNREADABLE);
    if (quiet.length > 0) await settleNothing(trx, quiet, judged.number);
    const named = sending.map(({ subscriber, message: { id } }) => ({ subscriber, id }));
    if (named.length > 0) await claimMessages(trx, named, judged.number, LEASE_MS);
    return sending;
  };
};

const isStillSo = (composed: Judged, { read }: Judged): boolean =>
  composed.read.evidence === read.evidence &&
  (composed.until === null || read.at < composed.until) &&
  Math.abs(+read.at - +composed.read.at) < WORDED_MS;

/** `content`: what a message says, whatever its words. */
type Wording = { content: string; message: Omit<Message, 'id'> };
type WordingFor = (claimed: Claimed) => Wording | null;

/** What one is to be told, composed once for all who are told the same; null: nothing. */
const createWordings = (
  changes: readonly NumberedChange[],
  compose: (told: readonly Told[]) => Omit<Message, 'id'>,
): WordingFor => {
  const netFor = keptBy(({ known, tried }: Claimed): readonly Turned[] =>
    netChanges(
      changes.filter(({ number }) => number > known),
      tried,
    ),
  );
  const messageFor = keptBy(compose);
  const wordingFor = keptBy((claimed: Claimed): Wording | null => {
    const net = netFor(`${claimed.known} ${claimed.tried}`, claimed);
    const told = toldOf(JSON.parse(claimed.follows) as Follow[], net);
    if (told.length === 0) return null;
    const content = JSON.stringify(told.map(({ subject, before, after }) => [subject, before, after]));
    return { content, message: messageFor(content, told) };
  });
  return (claimed) => wordingFor(`${claimed.known} ${claimed.tried} ${claimed.follows}`, claimed);
};

/** Made once for each key, of the first that bears it, and kept while others ask for it. */
const keptBy = <Given, Made>(make: (given: Given) => Made) => {
  const known = new LRUCache<string, { made: Made }>({ max: MOST_WORDED });
  return (key: string, given: Given): Made => {
    const kept = known.get(key) ?? { made: make(given) };
    known.set(key, kept);
    return kept.made;
  };
};

/** Where everybody follows something else nothing is gained by keeping it. */
const MOST_WORDED = 500;

/** Others have their turn whenever a slice is over. */
const createTurns = () => {
  let begunAt = performance.now();
  return async (): Promise<void> => {
    if (performance.now() - begunAt < SLICE_MS) return;
    await setImmediate();
    begunAt = performance.now();
  };
};

const UNREADABLE = 'l’adresse a été scellée par une autre clé';

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
