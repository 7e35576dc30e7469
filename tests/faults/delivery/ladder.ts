import { setTimeout as pause } from 'node:timers/promises';
import { sql } from 'kysely';
import type { Db } from '#db/database';
import { HOUR, MINUTE, SECOND } from '#server/domain/facts/intervals';
import type { Receiver } from '../../support/peers/receiver';
import { progress } from '../kit/support';

/** What waits between two tries, as it is promised, and what it is read late by. */
const LADDER = [5 * SECOND, 5 * MINUTE, 30 * MINUTE, ...[2, 5, 10, 14, 20, 24].map((hours) => hours * HOUR)];
const LATE_MS = 4 * SECOND;
const HEARD_MS = 90_000;

export const until = async (isSo: () => Promise<boolean> | boolean, what: string): Promise<void> => {
  for (const deadline = Date.now() + HEARD_MS; Date.now() < deadline; await pause(20))
    if (await isSo()) return;
  throw new Error(`en vain : ${what}`);
};

/** As if the wait of these were over: of the ladder, or between two messages. What is being handed over stays so. */
export const rewind = (db: Db, subscribers: readonly string[]) =>
  sql`
    update delivery set delivered_at = delivered_at - interval '60 s', due_at = least(due_at, clock_timestamp())
    where subscriber = any(${subscribers}::uuid[]) and (claimed_until is null or claimed_until < clock_timestamp())
  `.execute(db);

/** Resolves once nothing is owed to it, and what became of the last message is noted. */
export const settled = (db: Db, subscriber: string): Promise<void> =>
  until(async () => {
    const { rows } = await sql`
      select from delivery where subscriber = ${subscriber} and due_at is null and claimed_until is null
    `.execute(db);
    return rows.length === 1;
  }, 'rien n’est plus dû');

/** A receiver, who is told there, and when it was asked. */
export type Told = { name: string; receiver: Receiver; id: string; askedAt: readonly number[] };

/** How the delivery stands after so many tries; null: the try is not over. `wait` null: nothing more is tried. */
const standing = async (db: Db, { id }: Told, tries: number): Promise<{ wait: number | null } | null> => {
  const { rows } = await sql<{ attempts: number; wait: number | null }>`
    select attempts, extract(epoch from due_at - clock_timestamp())::float8 * 1000 as wait from delivery
    where subscriber = ${id} and claimed_until is null
  `.execute(db);
  const [row] = rows;
  return row && row.attempts >= tries ? row : null;
};

/** From its first try, which is under way, past the last. Resolves to what was not as promised. */
const climbed = async (db: Db, look: () => void, told: Told): Promise<string[]> => {
  const wrong: string[] = [];
  for (let tries = 1; tries <= LADDER.length + 1; tries += 1) {
    const step = LADDER[tries - 1] ?? null;
    let now: Awaited<ReturnType<typeof standing>> = null;
    await until(async () => {
      now = await standing(db, told, tries);
      return now !== null;
    }, `${told.name}, essai ${tries}`);
    const { wait } = now ?? { wait: Number.NaN };
    const isRight = step === null ? wait === null : Number(wait) <= step && Number(wait) > step - LATE_MS;
    if (!isRight) wrong.push(`${told.name} waits ${wait} ms after try ${tries}`);
    const asked = told.receiver.brought.length;
    if (asked !== tries) wrong.push(`${told.name} asked ${asked} times at try ${tries}`);
    if (step === null) break;
    // The first wait is waited for; the others are as good as over.
    if (tries > 1) await rewind(db, [told.id]);
    look();
  }
  progress('F14', `${told.name} : en haut de l’échelle`);
  return wrong;
};

/** Each by itself: one that is slow to fail makes nobody else late. */
export const climb = async (db: Db, look: () => void, told: readonly Told[]): Promise<string[]> =>
  (await Promise.all(told.map((each) => climbed(db, look, each)))).flat();
