import { setTimeout as pause } from 'node:timers/promises';
import { openWords } from '#app/words/public-formats';
import type { Connection, Db } from '#db/database';
import { newId } from '#db/database';
import type { Envelope, Outcome, Send, Senders, Target } from '#server/delivery/channel';
import { createOutbox, type Outbox } from '#server/delivery/outbox';
import type { Follow } from '#server/domain/facts/follows';
import { SECOND } from '#server/domain/facts/intervals';
import type { Channel, DeclaredHealth } from '#server/domain/facts/vocabulary';
import { createReadModel } from '#server/read-model/read-model';
import { load } from './datasets';

type Way = { channel?: Channel; share?: string; target?: Target };

/** Somebody who follows something in the small world, confirmed. Resolves to its id. */
export const addFollower = async (
  db: Db,
  follows: readonly Partial<Follow>[],
  { target, channel = target?.channel ?? 'email', share = channel }: Way = {},
): Promise<string> => {
  const id = crypto.randomUUID();
  const now = new Date();
  await db
    .insertInto('subscriber')
    .values({
      id,
      channel,
      target: JSON.stringify(target ?? { channel, address: `${id}@example.org` }),
      targetDigest: id,
      share,
      createdAt: now,
      confirmedAt: now,
    })
    .execute();
  await db
    .insertInto('follow')
    .values(
      follows.map((each, position) => ({
        subscriber: id,
        position,
        profession: 'optician' as const,
        mutuelles: [],
        platforms: [],
        flows: [],
        kinds: ['change' as const],
        ...each,
      })),
    )
    .execute();
  return id;
};

/** An operator of the small world says now how its prior agreements are. */
export const say = async (db: Db, health: DeclaredHealth, platform = 'north'): Promise<void> => {
  const at = new Date().toISOString();
  const loaded = await load(db, {
    format: 'comptoir-dataset/1',
    statements: [
      {
        id: newId(),
        by: platform,
        platform,
        professions: 'all',
        flows: ['pec'],
        health,
        effectiveAt: at,
        recordedAt: at,
      },
    ],
  });
  if (!loaded.ok) throw new Error(JSON.stringify(loaded.refusal));
};

export type Delivered = Envelope & { at: number };

/** A way out that takes everything, and keeps what it was given; `answer` says otherwise. */
export const takingAll = (
  answer: (envelope: Envelope) => Outcome | Promise<Outcome> = () => ({ kind: 'delivered' }),
) => {
  const taken: Delivered[] = [];
  const send: Send = (envelopes) =>
    Promise.all(
      envelopes.map(async (envelope) => {
        const outcome = await answer(envelope);
        if (outcome.kind === 'delivered') taken.push({ ...envelope, at: Date.now() });
        return outcome;
      }),
    );
  return { taken, send };
};

/** One instance's part of delivery, over a database; `stop` as a program that leaves. */
export const openOutbox = (
  { db, pool }: Pick<Connection, 'db' | 'pool'>,
  senders: Partial<Senders>,
  failed: (error: unknown) => void = (error) => {
    throw error;
  },
  otherwise: Partial<Outbox> = {},
) => {
  const readModel = createReadModel(db, () => new Date(), failed, 5 * SECOND);
  return createOutbox({
    db,
    pool,
    readModel,
    senders: { email: null, webhook: null, push: null, ...senders },
    words: openWords,
    openTarget: (sealed) => (sealed.startsWith('{') ? JSON.parse(sealed) : null),
    origin: 'https://comptoir.example',
    manageUrlOf: (subscriber) => `https://comptoir.example/abonnements/${subscriber}`,
    isDoubted: () => false,
    failed,
    ...otherwise,
  });
};

/** Resolves once all who are confirmed are told of what turns from now on. */
export const joined = async (db: Db): Promise<void> => {
  for (;;) {
    const { count } = await db
      .selectFrom('subscriber')
      .select((is) => is.fn.countAll<string>().as('count'))
      .where('confirmedAt', 'is not', null)
      .where(({ not, exists, selectFrom }) =>
        not(
          exists(
            selectFrom('delivery').select('share').whereRef('delivery.subscriber', '=', 'subscriber.id'),
          ),
        ),
      )
      .executeTakeFirstOrThrow();
    if (count === '0') return;
    await pause(20);
  }
};
