import { type RawBuilder, sql } from 'kysely';
import type { Db } from '#db/database';
import { openMonths } from '#db/observations';
import { DAY, shift } from '#server/domain/facts/intervals';
import { ask } from '../faults/kit/asking';
import { openDatabase, startServer } from '../faults/kit/server';
import { progress } from '../faults/kit/support';
import { less, type Measure, ms, quantile, timesOf } from './measure';

/** Minute checks of 30 platforms × 9 flows over a year, as retention leaves them: runs and counts of all of it, raw of the end. */
const RAW_DAYS = Number(process.env.BENCH_RAW_DAYS) || 7;
const ASKED = 300;
const PLATFORMS = 30;

/** The same series on both sides, so that what is compared is the length of the year. */
const addProbes = async (db: Db, now: Date): Promise<void> => {
  const run = (query: RawBuilder<unknown>) => query.execute(db);
  await run(sql`
    insert into platform (id, name, kind, convention_codes, professions, flows, contacts, sources)
    select 'bench-' || n, 'bench ' || n, 'operator', '{}', null,
      '{idb,clc,pec,dre,arl,noemie,virement,portail,carte}', '[]', '{}'
    from generate_series(1, ${PLATFORMS}::integer - (select count(*)::integer from platform)) n`);
  await run(sql`
    insert into probe (id, platform, flow, name, kind, interval_seconds, timeout_ms, steps, token_hash, created_at, enabled_at)
    select 'bench-' || id || '-' || flow, id, flow, 'bench', 'heartbeat', 60, 1000, '[]', id || flow, ${now}, ${shift(now, -366 * DAY)}
    from platform, unnest('{idb,clc,pec,dre,arl,noemie,virement,portail,carte}'::text[]) flow`);
};

const fill = async (db: Db, now: Date): Promise<number> => {
  const run = (query: RawBuilder<unknown>) => query.execute(db);
  progress('checks', 'runs, hours and days of a year');
  await run(sql`
    insert into observation_run (probe, first_at, third_at, last_at, is_ok)
    select id, at, at + interval '2 minutes', at + case when n % 2 = 0 then interval '71 hours 40 minutes' else interval '18 minutes' end, n % 2 = 0
    from probe, generate_series(0, 242) n,
      lateral (select ${now}::timestamptz - interval '365 days' + (n / 2) * interval '72 hours' + (n % 2) * interval '71 hours 41 minutes' as at) as start
    where at < ${now}`);
  await run(sql`
    insert into observation_hour
    select id, hour, 58, 1, 1, 60, 3000, 400 from probe,
      generate_series(date_trunc('hour', ${now}::timestamptz) - interval '365 days', ${now}, interval '1 hour') hour`);
  await run(sql`
    insert into observation_day
    select id, day::date, 1390, 40, 10, 1440, 72000, 400 from probe,
      generate_series(${now}::timestamptz - interval '365 days', ${now}, interval '1 day') day`);
  await openMonths(
    db,
    Array.from({ length: RAW_DAYS + 1 }, (_, day) => shift(now, -day * DAY)),
  );
  for (let day = RAW_DAYS; day > 0; day -= 1) {
    progress('checks', `raw results, ${day} days back`);
    await run(sql`
      insert into observation (probe, observed_at, recorded_at, outcome, duration_ms, sequence, blind)
      select id, at, at, case when extract(epoch from at)::bigint / 60 % 1000 < 8 then 'failed' else 'ok' end, 40, null, false
      from probe, generate_series(${shift(now, -day * DAY)}::timestamptz + interval '1 minute', ${shift(now, (1 - day) * DAY)}, interval '1 minute') at`);
  }
  await run(sql`analyze`);
  return PLATFORMS * 9 * RAW_DAYS * 1440;
};

export const yearOfChecks: Measure = {
  id: 'checks',
  async run({ root }) {
    const server = await startServer({ root });
    const { db } = await openDatabase(server);
    const path = '/api/v1/answers?profession=optician';
    // Each question is asked after the last one's results have aged, so that what is measured is read again.
    const board = () => timesOf(ASKED, () => ask(server.origin, { path }));
    const reread = () =>
      timesOf(20, async () => {
        await sql`update seq set last = last + 1`.execute(db);
        await ask(server.origin, { path });
      });
    const now = new Date();
    await addProbes(db, now);
    await sql`update seq set last = last + 1`.execute(db);
    await board();
    const empty = { board: await board(), reread: await reread() };
    const rows = await fill(db, now);
    await board();
    const full = { board: await board(), reread: await reread() };
    const compare = (what: 'board' | 'reread') =>
      `median ${ms(quantile(empty[what], 0.5))} empty, ${ms(quantile(full[what], 0.5))} full; p95 ${ms(quantile(empty[what], 0.95))}, ${ms(quantile(full[what], 0.95))}`;
    const ratio = quantile(full.board, 0.5) / quantile(empty.board, 0.5);
    return [
      {
        what: `board of opticians, 270 series without a result beside a full year of them ( runs, hours, days of a year; ${rows.toLocaleString('en')} raw results)`,
        target: 'unchanged (≤ 1.25 × in median)',
        measured: `${ratio.toFixed(2)} ×: ${compare('board')}; after a change, all read again: ${compare('reread')}`,
        isMet: ratio <= 1.25,
        figures: [
          less('median, full', quantile(full.board, 0.5)),
          less('median after a change, full', quantile(full.reread, 0.5)),
          less('full ÷ empty', ratio, ''),
        ],
      },
    ];
  },
};
