import { ROOT } from '../faults/kit/server';
import { progress, undoAll, undoneAfter } from '../faults/kit/support';
import { type Order, readArguments, usage } from './arguments';
import { measureBeside } from './beside';
import { delivery } from './delivery';
import { cardsRead } from './drawn-cards';
import { firstVisit } from './first-visit';
import { following } from './following';
import { judging } from './judging';
import { openRevision } from './load/revision';
import type { Measure, Result } from './measure';
import { mutuelles } from './mutuelles';
import { ninetyDays } from './ninety-days';
import { observationsIngested } from './observations-ingested';
import { past } from './past';
import { people } from './people';
import { published } from './published';
import { reads } from './reads';
import { rest } from './rest';
import { search } from './search';
import { start } from './start';
import { strangers } from './strangers';
import { streams } from './streams';
import { gaveUp, lineOf, type Table } from './table';
import { writes } from './writes';
import { year } from './year';
import { yearOfChecks } from './year-of-checks';

/**
 * The command: the targets of speed, each measured beside its floor in the same run, or beside another revision. Exit
 * code 1 when one is missed.
 */

const MEASURES: readonly Measure[] = [
  reads,
  streams,
  firstVisit,
  judging,
  past,
  mutuelles,
  search,
  people,
  writes,
  observationsIngested,
  delivery,
  following,
  yearOfChecks,
  ninetyDays,
  strangers,
  published,
  start,
  rest,
  cardsRead,
  year,
];
const NAMES = MEASURES.map(({ id }) => id);
const ROUNDS = Number(process.env.BENCH_ROUNDS) || 3;

const measureAlone = async (rows: readonly Measure[]): Promise<Table> => {
  const lines = [lineOf(['what', 'target', 'measured', 'met']), '|---|---|---|---|'];
  let areAllMet = true;
  for (const { id, run } of rows) {
    progress(id, '…');
    const failed = (error: unknown): Result[] => [
      { what: id, target: '', measured: gaveUp(error), isMet: false, figures: [] },
    ];
    const results = await undoneAfter(() => run({ root: ROOT, rounds: ROUNDS })).catch(failed);
    for (const { what, target, measured, isMet } of results) {
      areAllMet &&= isMet;
      lines.push(lineOf([what, target, measured, isMet ? 'yes' : 'NO']));
    }
  }
  return { lines, areAllMet };
};

const measure = async ({ rows, beside }: Order): Promise<Table> => {
  const asked = MEASURES.filter(({ id }) => rows.length === 0 || rows.includes(id));
  if (beside === null) return measureAlone(asked);
  if (asked.every(({ isInProcess }) => isInProcess))
    throw new Error(
      `${asked.map(({ id }) => id).join(', ')} : ne se compare pas par --beside, car aucun serveur n’y est ` +
        'mesuré ; lancez cette ligne dans chacune des deux révisions.',
    );
  return measureBeside(asked, await openRevision(beside), ROUNDS);
};

let isLeaving = false;
/** Cleans up, then leaves. Asked again meanwhile, it still cleans up first. */
const leave = (code: number): void => {
  isLeaving = true;
  void undoAll().finally(() => process.exit(code));
};
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => leave(130));
for (const accident of ['uncaughtException', 'unhandledRejection'] as const)
  process.on(accident, (error) => {
    process.stderr.write(`${gaveUp(error)}\n`);
    leave(1);
  });

const asked = readArguments(process.argv.slice(2), NAMES);
switch (asked.kind) {
  case 'help':
    process.stdout.write(usage(NAMES));
    break;
  case 'refused':
    process.stderr.write(`${asked.why}\n`);
    leave(1);
    break;
  case 'measure':
    measure(asked).then(
      ({ lines, areAllMet }) => {
        process.stdout.write(`${lines.join('\n')}\n`);
        leave(areAllMet ? 0 : 1);
      },
      (error: Error) => {
        // What fails because it was cleaned up is not told.
        if (isLeaving) return;
        process.stderr.write(`${error.message}\n`);
        leave(1);
      },
    );
}
