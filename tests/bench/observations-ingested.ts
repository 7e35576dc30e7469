import { setTimeout as pause } from 'node:timers/promises';
import { sql } from 'kysely';
import { MAX_OBSERVATIONS } from '#server/contract/observations';
import { SECOND, shift } from '#server/domain/facts/intervals';
import { ask } from '../faults/kit/asking';
import { openDatabase, startServer } from '../faults/kit/server';
import { keyOf } from './load/program';
import { type Measure, more, perSecond } from './measure';

/** Once started it counts availability and writes the published files: that is another matter. */
const SETTLED = 10_000;
const BATCHES = 60;
const AT_ONCE = 2;
const FLOWS = ['idb', 'clc', 'pec', 'dre', 'arl', 'noemie', 'virement', 'portail', 'carte'];

/** Results of all the flows of one platform, one a second and flow, batch after batch. */
const batch = (platform: string, number: number, now: Date) =>
  Array.from({ length: MAX_OBSERVATIONS }, (_, index) => {
    const rank = number * MAX_OBSERVATIONS + index;
    const second = Math.floor(rank / FLOWS.length);
    return {
      platform,
      flow: FLOWS[rank % FLOWS.length],
      observedAt: shift(now, (second - BATCHES * MAX_OBSERVATIONS) * SECOND).toISOString(),
      outcome: rank % 97 < 4 ? 'failed' : 'ok',
      durationMs: 20 + (rank % 50),
      sequence: second,
    };
  });

/** Seconds for all batches, `AT_ONCE` of them under way, each source in its own order. */
const seconds = async (send: (platform: string, number: number) => Promise<void>): Promise<number> => {
  const start = performance.now();
  await Promise.all(
    ['viamedis', 'almerys'].slice(0, AT_ONCE).map(async (platform) => {
      for (let number = 0; number < BATCHES / AT_ONCE; number += 1) await send(platform, number);
    }),
  );
  return (performance.now() - start) / 1000;
};

export const observationsIngested: Measure = {
  id: 'observations',
  async run({ root }) {
    const server = await startServer({ root });
    await pause(SETTLED);
    const bearer = await keyOf(server, 'probe@desk.example', 'desk', '--probe', '--interval', '60');
    const { db } = await openDatabase(server);
    const now = new Date();
    const bodies = new Map(
      ['viamedis', 'almerys'].flatMap((platform) =>
        Array.from({ length: BATCHES / AT_ONCE }, (_, number) => {
          return [`${platform} ${number}`, JSON.stringify(batch(platform, number, now))] as const;
        }),
      ),
    );
    const pushed = await seconds(async (platform, number) => {
      const body = bodies.get(`${platform} ${number}`);
      const reply = await ask(server.origin, { path: '/api/v1/observations', bearer, body });
      if (reply.status !== 200) throw new Error(`${reply.status} ${reply.text.slice(0, 200)}`);
    });
    await sql`create unlogged table floor (source text, at timestamptz, outcome text, took integer, sequence bigint)`.execute(
      db,
    );
    const bare = await seconds(async (platform, number) => {
      const rows = JSON.parse(bodies.get(`${platform} ${number}`) ?? '[]') as ReturnType<typeof batch>;
      await sql`insert into floor select * from unnest(${rows.map(({ flow }) => flow)}::text[],
        ${rows.map(({ observedAt }) => observedAt)}::timestamptz[], ${rows.map(({ outcome }) => outcome)}::text[],
        ${rows.map(({ durationMs }) => durationMs)}::integer[],
        ${rows.map(({ sequence }) => sequence)}::bigint[])`.execute(db);
    });
    const total = BATCHES * MAX_OBSERVATIONS;
    return [
      {
        what: 'observations ingested over HTTP, batches of 500, journal of runs and counts kept',
        target: '≥ 20,000/s',
        measured: `${perSecond(total / pushed)}; the same rows by unnest into a bare table: ${perSecond(total / bare)} (${(pushed / bare).toFixed(1)} times as long)`,
        isMet: total / pushed >= 20_000,
        figures: [more('observations', total / pushed)],
      },
    ];
  },
};
