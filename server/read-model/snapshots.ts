import { createHash } from 'node:crypto';
import { JournalRefused } from '#db/database';
import { apartWords, type ClockDoubt, isAheadOfMachine } from '#server/contract/clock';
import { weakTag } from '#server/contract/entity-tag';
import { MINUTE, shift } from '#server/domain/facts/intervals';
import { PROFESSIONS } from '#server/domain/facts/vocabulary';
import type { HeadGuard } from '#server/signing/head-guard';
import type { Signer } from '#server/signing/sign';
import { boardOf, boardText, judgeInTurns, linesOf } from './boards';
import { createChanges } from './changes';
import type { ReadModel, ReadState } from './read-model';
import { oneAtATime } from './tasks';

type Given<State> = {
  readModel: ReadModel;
  signer: () => Promise<Signer>;
  guard: HeadGuard;
  now: () => Date;
  /** How far the machine's clock is off; null: it is believed. */
  clockDoubt: () => ClockDoubt | null;
  /** What there is besides the boards. */
  tell: (read: ReadState) => State;
};

/** How long a snapshot is to be believed, and how old the last may grow while nothing changes, in milliseconds. */
export const VALID = 15 * MINUTE;
export const RENEWED_AFTER = 5 * MINUTE;

/** The signed state of now: one file for all until something changes, five minutes old at most while the database answers. */
export const createSnapshots = <State extends object>(given: Given<State>) => {
  const changes = createChanges();
  let held: ReturnType<typeof signed<State>> | null = null;
  let lastContent = '';
  let version: number | null = null;

  const make = async () => {
    const signer = await given.signer();
    const read = await given.readModel.read({ at: null, knownAt: null });
    const present = given.readModel.version();
    const isRecent = held !== null && read.at < shift(held.body.generatedAt, RENEWED_AFTER);
    if (held && isRecent && present !== null && present === version) return held;
    await judgeInTurns(read);
    const state = given.tell(read);
    const text = `"boards":[${PROFESSIONS.map((each) => `{"profession":"${each}",${boardText(read, each)}}`).join(',')}],${JSON.stringify(state).slice(1)}`;
    const content = JSON.stringify([read.seq, read.auditHead, signer.keyId]) + text;
    if (held && isRecent && lastContent === content) {
      version = present;
      return held;
    }
    // An unconfirmed state is published as it was, with its date, unless the journal was just refused: there is nothing
    // to compare it with.
    const why = read.age === 0 ? await refusal() : given.guard.refusal();
    if (why) {
      // The last signed file is served with its age until it is due.
      version = null;
      if (held) return held;
      throw new JournalRefused(why);
    }
    take(held?.body.seq ?? null, read);
    const made = signed({ read, state, signer }, text);
    if (read.age === 0) await given.guard.keep(read, read.at, signer);
    // Not before: until then what is held is of the version before.
    [held, version, lastContent] = [made, present, content];
    return held;
  };
  /** Why an instant that was just confirmed is not signed; null: it is. What is signed is never of an instant to come. */
  const refusal = async (): Promise<string | null> => {
    const doubt = given.clockDoubt();
    return doubt && isAheadOfMachine(doubt)
      ? `l’horloge de la machine est ${apartWords(doubt)} sur ce qui est écrit`
      : given.guard.look();
  };
  /** A judgement may turn without a new `seq`: half a number more tells those who hold this one. */
  const take = (before: number | null, read: ReadState): void => {
    const seq = before === read.seq ? read.seq + 0.5 : read.seq;
    for (const profession of PROFESSIONS) changes.take(profession, seq, linesOf(read, profession));
  };

  const makeOnce = oneAtATime(make);

  return {
    /** Concurrent callers share one signing, never of a version older than the one there is when they ask. */
    async current() {
      const present = given.readModel.version();
      const isRecent = held !== null && given.now() < shift(held.body.generatedAt, RENEWED_AFTER);
      if (held && isRecent && present !== null && present === version) return held;
      const made = await makeOnce();
      // One that others had begun may be of before the change that this caller knows of.
      const reached = given.readModel.version();
      return reached === null || version === null || reached === version ? made : makeOnce();
    },
    /** The lines of a profession that changed after a number; null ids: all of them, for so old a number. */
    missed: changes.missed,
  };
};

type Making<State> = { read: ReadState; state: State; signer: Signer };

/** `text`: the boards and the rest of the state, as they cross the wire. */
const signed = <State extends object>({ read, state, signer }: Making<State>, text: string) => {
  const head = {
    format: 'comptoir-snapshot/1' as const,
    seq: read.seq,
    generatedAt: read.at,
    validUntil: shift(read.at, VALID),
    keyId: signer.keyId,
    auditHead: read.auditHead,
    since: null,
  };
  const bytes = Buffer.from(`${JSON.stringify(head).slice(0, -1)},${text}`);
  const digest = createHash('sha256').update(bytes).digest('base64url').slice(0, 22);
  return {
    body: { ...head, ...state },
    boards: () => PROFESSIONS.map((profession) => ({ profession, ...boardOf(read, profession) })),
    bytes,
    signature: signer.sign(bytes),
    etag: weakTag(`${read.seq}.${digest}`),
  };
};
