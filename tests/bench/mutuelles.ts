import { sql } from 'kysely';
import type { Db } from '#db/database';
import { DAY, SECOND, shift } from '#server/domain/facts/intervals';
import { ask } from '../faults/kit/asking';
import { openDatabase, startServer } from '../faults/kit/server';
import { progress } from '../faults/kit/support';
import { exponent } from './growth';
import { less, type Measure, ms, quantile, timesOf } from './measure';

/** As many as the directory has, and up to ten times: a hundred times holds the process longer than a question waits. */
const SIZES = [266, 798, 2_660];
const ASKED = 6;

/** Made up by the bench, numbered `from` to `to`: each with a name of two words, an alias, and one convention. */
export const addMutuelles = async (db: Db, from: number, to: number): Promise<void> => {
  const words = sql`(array['Émeraude', 'Océane', 'Garance', 'Solidaire', 'Prévoyance', 'Territoire', 'Atlantique', 'Bâtisseurs', 'Cévenole', 'Horizon'])`;
  await sql`
    insert into mutuelle (id, name, aliases, amc_numbers)
    select 'bench-' || n, 'Mutuelle ' || ${words}[1 + n % 10] || ' ' || ${words}[1 + n / 10 % 10] || ' ' || n,
      array['MB' || n], array[lpad((900000000 + n)::text, 10, '0')]
    from generate_series(${from}::integer, ${to}::integer - 1) n`.execute(db);
  await sql`
    insert into convention (mutuelle, platform, source_confidence)
    select 'bench-' || n, (array['viamedis', 'almerys', 'sp-sante', 'isante'])[1 + n % 4], 'low'
    from generate_series(${from}::integer, ${to}::integer - 1) n`.execute(db);
  await sql`analyze mutuelle, convention`.execute(db);
};

/** A board as mutuelles grow: at instants never asked before, so that nothing is kept. */
export const mutuelles: Measure = {
  id: 'mutuelles',
  async run({ root }) {
    const server = await startServer({ root });
    const { db } = await openDatabase(server);
    const [{ count }] = (
      await sql<{ count: number }>`select count(*)::integer as count from mutuelle`.execute(db)
    ).rows as [{ count: number }];
    const at = shift(new Date(), -DAY);
    let asked = 0;
    const once = async (path: string) => {
      asked += 1;
      const instant = encodeURIComponent(shift(at, -asked * SECOND).toISOString());
      const { status, text } = await ask(server.origin, { path: `${path}at=${instant}` });
      if (status !== 200) throw new Error(`${status} ${text.slice(0, 200)}`);
    };
    const boards: [size: number, cost: number][] = [];
    const pages: [size: number, cost: number][] = [];
    let there = count;
    for (const size of SIZES) {
      progress('mutuelles', size.toLocaleString('en'));
      if (size > there) await addMutuelles(db, there, size);
      there = Math.max(there, size);
      const cost = async (path: string) => {
        await timesOf(2, () => once(path));
        return quantile(await timesOf(ASKED, () => once(path)), 0.5);
      };
      boards.push([there, await cost('/api/v1/answers?profession=optician&')]);
      pages.push([there, await cost('/opticien?')]);
    }
    const figuresOf = (points: readonly (readonly [number, number])[]) =>
      points.map(([size, each]) => less(`median at ${size}`, each));
    const result = (points: readonly (readonly [number, number])[]) =>
      `${points.map(([size, each]) => `${size.toLocaleString('en')}: ${ms(each)}`).join('; ')}; exponent ${exponent(points).toFixed(2)}`;
    return [
      {
        what: 'a board never asked before, as mutuelles grow',
        target: 'shown',
        measured: result(boards),
        isMet: true,
        figures: figuresOf(boards),
      },
      {
        what: 'its page, rendered',
        target: 'shown',
        measured: result(pages),
        isMet: true,
        figures: figuresOf(pages),
      },
    ];
  },
};
