import { createHash } from 'node:crypto';
import { MINUTE, shift } from '#server/domain/intervals';
import type { Profession } from '#server/domain/vocabulary';
import type { Lines } from './boards';
import { createChanges } from './changes';
import type { Read, Record } from './record';
import type { Signer } from './signing';

type Board = {
  profession: Profession;
  answers: readonly { mutuelle: string }[];
  platforms: readonly { platform: string }[];
};

type Given<State> = {
  record: Record;
  signer: () => Promise<Signer>;
  tell: (read: Read) => State;
};

/** How long a snapshot is to be believed, and how old the last may grow while nothing changes. */
const VALID = 15 * MINUTE;
const AGAIN = MINUTE;

/** The signed state of now: one file for all until something changes, at most a minute old while the database answers. */
export const createSnapshots = <State extends { boards: readonly Board[] }>(given: Given<State>) => {
  const changes = createChanges();
  let held: ReturnType<typeof signed<State>> | null = null;
  let said = '';
  let version: number | null = null;
  let making: Promise<ReturnType<typeof signed<State>>> | null = null;

  const make = async () => {
    const signer = await given.signer();
    const read = await given.record.read({ at: null, knownAt: null });
    const present = given.record.version();
    const isRecent = held !== null && read.at < shift(held.body.generatedAt, AGAIN);
    if (held && isRecent && present !== null && present === version) return held;
    version = present;
    const state = given.tell(read);
    const saying = JSON.stringify([read.seq, read.auditHead, signer.keyId, state]);
    if (held && isRecent && said === saying) return held;
    take(held?.body.seq ?? null, read.seq, state);
    said = saying;
    held = signed({ read, state, signer });
    return held;
  };
  /** What turned without a number of its own is told again to whoever holds that number: hence the half. */
  const take = (before: number | null, seq: number, { boards }: State): void => {
    for (const board of boards)
      changes.take(board.profession, before === seq ? seq + 0.5 : seq, linesOf(board));
  };

  return {
    /** Asked at once by many, it is made once. */
    async current() {
      const present = given.record.version();
      if (held && present !== null && present === version) return held;
      making ??= make().finally(() => {
        making = null;
      });
      return making;
    },
    /** Of a profession, the lines that changed after a number; null ids: all, for that is no longer known. */
    missed: changes.missed,
  };
};

const linesOf = ({ answers, platforms }: Board): Lines => ({
  answers: new Map(answers.map((row) => [row.mutuelle, JSON.stringify(row)])),
  platforms: new Map(platforms.map((row) => [row.platform, JSON.stringify(row)])),
});

type Making<State> = { read: Read; state: State; signer: Signer };

const signed = <State>({ read, state, signer }: Making<State>) => {
  const body = {
    format: 'comptoir-snapshot/1' as const,
    seq: read.seq,
    generatedAt: read.at,
    validUntil: shift(read.at, VALID),
    keyId: signer.keyId,
    auditHead: read.auditHead,
    since: null,
    ...state,
  };
  const bytes = Buffer.from(JSON.stringify(body));
  const digest = createHash('sha256').update(bytes).digest('base64url').slice(0, 22);
  return { body, bytes, signature: signer.sign(bytes), etag: `W/"${read.seq}.${digest}"` };
};
