import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';
import { sql } from 'kysely';
import { simpleParser } from 'mailparser';
import { createTransport } from 'nodemailer';
import { channelWords } from '#app/words/channels';
import type { Db } from '#db/database';
import type { Send } from '#server/delivery/channel';
import { sendMails } from '#server/delivery/mail/message-mail';
import { createRelay } from '#server/delivery/mail/relay';
import { openEmpty } from '../faults/kit/empty';
import { atEnd, progress } from '../faults/kit/support';
import { load } from '../support/world/datasets';
import { joined, openOutbox, say } from '../support/world/followers';
import { SMALL_WORLD } from '../support/world/small-world';
import { less, type Measure, more, ms, perSecond } from './measure';

const FOLLOWERS = Number(process.env.BENCH_FOLLOWERS) || 20_000;
/** As many as the relay of ours holds, and as many mails in its hands at once. */
const POOL = { maxConnections: 8, maxMessages: 500, inHand: 300 };
const QUEUED_MS = 1_000;
const LEAST_SHARE = 0.7;

type Taken = { taken: number; firstAt: number; lastAt: number; first: string | null };

const startPeer = async () => {
  const child: ChildProcess = fork(new URL('load/mail-peer.ts', import.meta.url), {
    execArgv: ['--import', 'tsx'],
  });
  atEnd(async () => void child.kill());
  const [{ port }] = (await once(child, 'message')) as [{ port: number }];
  const ask = async (question: 'count' | 'anew'): Promise<Taken> => {
    const answered = once(child, 'message');
    child.send(question);
    return (await answered)[0] as Taken;
  };
  const all = async (): Promise<number> => {
    for (;;) {
      const { taken, firstAt, lastAt } = await ask('count');
      if (taken >= FOLLOWERS) return (1_000 * taken) / (lastAt - firstAt);
      await pause(50);
    }
  };
  return { url: `smtp://127.0.0.1:${port}`, all, anew: () => ask('anew') };
};

const addFollowers = (db: Db) =>
  sql`
    with made as (
      insert into subscriber (id, channel, target, target_digest, share, created_at, confirmed_at)
      select gen_random_uuid(), 'email', json_build_object('channel', 'email', 'address', n || '@example.org'),
        n, 'email', now(), now()
      from generate_series(1, ${sql.lit(FOLLOWERS)}) as n returning id
    )
    insert into follow (subscriber, position, profession, platforms, kinds)
    select id, 0, 'optician', '{north}', '{change}' from made
  `.execute(db);

/** From the word to the last of those it concerns being owed a message; milliseconds. */
const untilOwed = async (db: Db, saidAt: number): Promise<number> => {
  for (;;) {
    const { rows } = await sql<{ isSo: boolean }>`select number > 0 as is_so from fan_out`.execute(db);
    if (rows[0]?.isSo) return performance.now() - saidAt;
    await pause(5);
  }
};

/** The same mails by the library alone. */
const byThePool = async (url: string, raw: string): Promise<void> => {
  const { subject = '', text = '', html = '' } = await simpleParser(raw);
  const pool = createTransport({ pool: true, ...POOL, url });
  let next = 0;
  const hand = async () => {
    for (; next < FOLLOWERS; ) {
      next += 1;
      await pool.sendMail({
        from: 'a@example.org',
        to: `${next}@example.org`,
        subject,
        text,
        html: html || '',
      });
    }
  };
  await Promise.all(Array.from({ length: POOL.inHand }, hand));
  pool.close();
};

export const delivery: Measure = {
  id: 'delivery',
  isInProcess: true,
  async run() {
    const { db, pool } = await openEmpty();
    await load(db, SMALL_WORLD);
    await addFollowers(db);
    const peer = await startPeer();
    const relay = createRelay({ url: peer.url, from: 'a@example.org', host: 'example.org' });
    const { look, stop } = openOutbox(
      { db, pool },
      { email: sendMails(relay, channelWords) as Send },
      (error) => progress('delivery', String(error)),
    );
    await joined(db);
    await say(db, 'down');
    const saidAt = performance.now();
    look();
    const queued = await untilOwed(db, saidAt);
    const ours = await peer.all();
    await stop();
    await relay.close();
    const { first } = await peer.anew();
    const floor = peer.all();
    await byThePool(peer.url, first ?? '');
    const theirs = await floor;
    const share = ours / theirs;
    return [
      {
        what: `one change told to ${FOLLOWERS} by mail`,
        target: `queued < 1 s; ≥ ${LEAST_SHARE} × of one nodemailer pool of ${POOL.maxConnections} connections`,
        measured: `queued in ${ms(queued)}; ${perSecond(ours)} beside ${perSecond(theirs)} (${share.toFixed(2)} ×)`,
        isMet: queued < QUEUED_MS && share >= LEAST_SHARE,
        figures: [less('queued', queued), more('mails', ours)],
      },
    ];
  },
};
