import { sql } from 'kysely';
import type { Db } from '#db/database';
import { DAY, SECOND, shift } from '#server/domain/facts/intervals';
import { ask } from '../faults/kit/asking';
import { openDatabase, startServer } from '../faults/kit/server';
import { progress } from '../faults/kit/support';
import { exponent } from './growth';
import { less, type Measure, ms, quantile, timesOf } from './measure';

const ASKED = 100;
/** Statements said in the 90 days before the instants asked, whatever the length of the log. */
const IN_FORCE = 500;
const SIZES = [1_000, 10_000, 100_000];

/** Made-up statements `from` to `to`: the first ones near the instant, all others in the twenty years before. */
const addStatements = (db: Db, at: Date, from: number, to: number) =>
  sql`
    insert into statement (id, by, effective_at, precision, recorded_at, platform, flows, health, text)
    select 'bench-' || n, 'viamedis', said, 'minute', said, 'viamedis',
      array[(array['pec', 'idb', 'dre', 'carte'])[1 + n % 4]]::flows, 'degraded', 'made up by the bench'
    from generate_series(${from}::integer, ${to}::integer - 1) n, lateral (select case when n < ${IN_FORCE}::integer
      then ${shift(at, -80 * DAY)}::timestamptz + n * interval '2 hours'
      else ${shift(at, -100 * DAY)}::timestamptz - (n % 175000) * interval '1 hour' end as said) as instant`.execute(
    db,
  );

/** The whole board at instants past, none asked twice, as the log grows and what was in force then does not. */
export const past: Measure = {
  id: 'past',
  async run({ root }) {
    const server = await startServer({ root });
    const { db } = await openDatabase(server);
    const at = shift(new Date(), -100 * DAY);
    let asked = 0;
    const once = async () => {
      asked += 1;
      const instant = shift(at, -asked * SECOND).toISOString();
      const { status, text } = await ask(server.origin, {
        path: `/api/v1/answers?profession=optician&at=${instant}`,
      });
      if (status !== 200) throw new Error(`${status} ${text.slice(0, 200)}`);
    };
    const grown: { size: number; times: number[] }[] = [];
    let added = 0;
    for (const size of SIZES) {
      progress('past', `${size} statements`);
      await addStatements(db, at, added, size);
      await sql`analyze`.execute(db);
      added = size;
      await timesOf(10, once);
      grown.push({ size, times: await timesOf(ASKED, once) });
    }
    const floor = await timesOf(ASKED, () => ask(server.origin, { path: '/healthz' }));
    const p99 = quantile(grown.at(-1)?.times ?? [], 0.99);
    const growth = exponent(grown.map(({ size, times }) => [size, quantile(times, 0.5)]));
    return [
      {
        what: `whole board at a past instant, 310 conventions × ${added.toLocaleString('en')} statements in the log, ${IN_FORCE} of the 90 days before`,
        target: 'p99 < 60 ms',
        measured: `p99 ${ms(p99)}, median ${ms(quantile(grown.at(-1)?.times ?? [], 0.5))}; /healthz in the same run ${ms(quantile(floor, 0.5))}`,
        isMet: p99 < 60,
        figures: [less('p99', p99), less('median', quantile(grown.at(-1)?.times ?? [], 0.5))],
      },
      {
        what: 'the same as the log grows',
        target: 'exponent near 0 (< 0.2)',
        measured: `${grown.map(({ size, times }) => `${size.toLocaleString('en')}: median ${ms(quantile(times, 0.5))}`).join('; ')}; exponent ${growth.toFixed(2)}`,
        isMet: growth < 0.2,
        figures: grown.map(({ size, times }) => less(`median at ${size}`, quantile(times, 0.5))),
      },
    ];
  },
};
