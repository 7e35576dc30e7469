import { sql } from 'kysely';
import { ask } from '../faults/kit/asking';
import { openDatabase, startServer } from '../faults/kit/server';
import { less, type Measure, ms, quantile, timesOf } from './measure';

const ASKED = 60;

/** Every flow of one platform counted over 90 days, for all and for each profession, as said, judged and measured. */
export const ninetyDays: Measure = {
  id: 'availability',
  async run({ root }) {
    const server = await startServer({ root });
    const { db } = await openDatabase(server);
    const path = '/api/v1/platforms/viamedis/availability?days=90';
    await ask(server.origin, { path });
    const { numAffectedRows } = await sql`
      insert into availability_day
      select 'viamedis', day::date, flow, profession, reading, false, 1200, 100, 40, 60, 40, 300
      from generate_series(current_date - 89, current_date - 1, interval '1 day') day,
        unnest('{idb,clc,pec,dre,arl,noemie,virement,portail,carte}'::text[]) flow,
        unnest('{all,pharmacist,optician,physician,dentist,audiologist,nurse,physiotherapist,midwife}'::text[]) profession,
        unnest('{judged,declared,measured}'::text[]) reading
      where reading <> 'measured' or profession = 'all'
      on conflict do nothing`.execute(db);
    await sql`analyze availability_day`.execute(db);
    const floor = await timesOf(ASKED, () => ask(server.origin, { path: '/healthz' }));
    const all = await timesOf(ASKED, () => ask(server.origin, { path }));
    const one = await timesOf(ASKED, () => ask(server.origin, { path: `${path}&profession=optician` }));
    const median = quantile(all, 0.5);
    return [
      {
        what: `availability of 90 days, every flow of a platform, from ${Number(numAffectedRows ?? 0).toLocaleString('en')} counted days`,
        target: '< 15 ms',
        measured: `median ${ms(median)}, p95 ${ms(quantile(all, 0.95))}; of one profession ${ms(quantile(one, 0.5))}; /healthz in the same run ${ms(quantile(floor, 0.5))}`,
        isMet: median < 15,
        figures: [less('median', median), less('p95', quantile(all, 0.95))],
      },
    ];
  },
};
