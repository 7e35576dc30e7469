import { sql } from 'kysely';
import { checkAudit } from '#db/audit-check';
import { connect, type Db } from '#db/database';
import { startEmbedded } from '#db/embedded';
import { migrate } from '#db/migrate';
import { FORGETFUL } from '../support/runner/forgetful';
import { EDITS, type Edit } from './journal/edits';
import { loadLongRecord } from './journal/record';
import { command } from './kit/server';
import { atEnd, isQuick, makeFolder, median, progress, type Row, seconds, worst } from './kit/support';

const EACH = 5;
const LONGEST = 5_000;

/** Edits, looks, and gives the edit up. Resolves to the first fault found, and how long it took to look. */
const tryEdit = async (db: Db, { name, make }: Edit): Promise<{ found: string | null; took: number }> => {
  const trx = await db.startTransaction().execute();
  try {
    await sql`set local session_replication_role = replica`.execute(trx);
    if ((await make(trx)) === 0) throw new Error(`« ${name} » ne touche rien`);
    const startedAt = performance.now();
    const { faults, misdated } = await checkAudit(trx);
    return { found: faults[0] ?? misdated[0] ?? null, took: performance.now() - startedAt };
  } finally {
    await trx.rollback().execute();
  }
};

/** The command itself, over an edit that is there to stay, and once it is mended. */
const verify = async (db: Db, dataDir: string): Promise<string> => {
  const run = () => command('verify', dataDir);
  const change = (title: string) =>
    db.connection().execute(async (own) => {
      await sql`set session_replication_role = replica`.execute(own);
      await sql`update incident set title = ${title} where id = 'i7'`.execute(own);
      await sql`set session_replication_role = default`.execute(own);
    });
  const before = await run();
  await change('Rien du tout');
  const edited = await run();
  await change('Panne 7');
  const mended = await run();
  return [before, edited, mended].map(({ code }) => code).join(', ');
};

export const f23: Row = {
  id: 'F23',
  broken: 'audit or facts edited by SQL as superuser',
  target: '100 % found in 10,000 rows, < 5 s',
  async run() {
    const dataDir = await makeFolder();
    const cluster = await startEmbedded(dataDir, FORGETFUL);
    atEnd(cluster.stop);
    const { db, close } = connect(cluster.address, { statementTimeout: 0 });
    atEnd(close);
    await migrate(db);
    await loadLongRecord(db);
    const intact = await checkAudit(db);
    const missed: string[] = [];
    const took: number[] = [];
    for (const edit of EDITS) {
      for (let times = 0; times < (isQuick ? 1 : EACH); times += 1) {
        const tried = await tryEdit(db, edit);
        took.push(tried.took);
        if (tried.found === null) missed.push(edit.name);
        progress('F23', `${edit.name} : ${tried.found ?? 'PAS VU'}`);
      }
    }
    const after = await checkAudit(db);
    const codes = await verify(db, dataDir);
    const isWhole = [intact, after].every(({ faults, misdated }) => faults.length + misdated.length === 0);
    return {
      isMet:
        isWhole &&
        intact.rows >= 10_000 &&
        missed.length === 0 &&
        worst(took) < LONGEST &&
        codes === '0, 1, 0',
      measured:
        `journal of ${intact.rows} rows, ${intact.facts} facts; ${took.length} random edits of ${EDITS.length} sorts, ` +
        `each alone: ${took.length - missed.length} found, ${missed.length} missed ${missed.join(', ')}; a look takes ` +
        `${seconds(median(took))} in median, worst ${seconds(worst(took))}; ${after.faults.length} faults once given up; ` +
        `npm run verify before, edited, mended: exit ${codes}; not found from inside, for want of a head kept elsewhere ` +
        '(signed snapshots, a later issue): a fact and its journal forged alike and all chained again, and dates of ' +
        'entry moved by less than an hour',
    };
  },
};
