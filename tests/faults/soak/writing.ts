import { sql } from 'kysely';
import type { Db } from '#db/database';
import { ask } from '../kit/asking';

/** What is written once in a while, each thing under a key of its own, asked once; and what became of it. */

/** `status`: null: nobody answered. */
type Written = { key: string; status: number | null };
type Made = { path: string; body: object };

/** Writes what `made` makes of each turn's number, every so many milliseconds, whatever became of the one before. */
export const startWritingEvery = (
  origin: string,
  bearer: string,
  every: number,
  name: string,
  made: (turn: number) => Made,
) => {
  const written: Written[] = [];
  const underWay = new Set<Promise<void>>();
  let turn = 0;
  const timer = setInterval(() => {
    turn += 1;
    const key = `${name}-${turn}`;
    const one = ask(origin, { ...made(turn), key, bearer })
      .then(
        ({ status }) => status,
        () => null,
      )
      .then((status) => {
        written.push({ key, status });
        underWay.delete(one);
      });
    underWay.add(one);
  }, every);
  return {
    finish: async (): Promise<readonly Written[]> => {
      clearInterval(timer);
      await Promise.all(underWay);
      return written;
    },
  };
};

const isAccepted = (status: number | null) => status !== null && status < 300 && status !== 202;
/** « Perhaps » is 202, and says where to look. */
const isRefused = (status: number | null) => status === null || status >= 300;

/** `lost`: accepted, and not there. `denied`: refused, or left unanswered, and there all the same. */
export const becameOf = async (db: Db, written: readonly Written[]) => {
  const { rows } = await sql<{ key: string }>`
    select key from idempotency where key in (${sql.join(written.map(({ key }) => key))})
  `.execute(db);
  const kept = new Set(rows.map(({ key }) => key));
  return {
    accepted: written.filter(({ status }) => isAccepted(status)).length,
    lost: written.filter(({ key, status }) => isAccepted(status) && !kept.has(key)).length,
    denied: written.filter(({ key, status }) => isRefused(status) && kept.has(key)).length,
  };
};
