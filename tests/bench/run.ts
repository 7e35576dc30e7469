import { progress, undoAll } from '../faults/support';
import { firstVisit } from './first-visit';
import { judging } from './judging';
import type { Measure } from './measure';
import { mutuelles } from './mutuelles';
import { ninetyDays } from './ninety-days';
import { observationsIngested } from './observations-ingested';
import { past } from './past';
import { reads } from './reads';
import { search } from './search';
import { start } from './start';
import { streams } from './streams';
import { writes } from './writes';
import { yearOfChecks } from './year-of-checks';

/** The command: the targets of performance.md, each measured beside its floor in the same run. Exit code 1 when one is missed. */

const MEASURES: readonly Measure[] = [
  reads,
  streams,
  firstVisit,
  judging,
  past,
  mutuelles,
  search,
  writes,
  observationsIngested,
  yearOfChecks,
  ninetyDays,
  start,
];

const asked = process.argv.slice(2).filter((each) => !each.startsWith('--'));
for (const signal of ['SIGINT', 'SIGTERM'] as const)
  process.on(signal, () => void undoAll().finally(() => process.exit(130)));

const lines: string[] = [];
let areAllMet = true;
for (const { id, run } of MEASURES) {
  if (asked.length > 0 && !asked.includes(id)) continue;
  progress(id, '…');
  const results = await run().catch((error: Error) => [
    { what: id, target: '', measured: `gave up: ${error.stack ?? error.message}`, isMet: false },
  ]);
  await undoAll();
  for (const { what, target, measured, isMet } of results) {
    areAllMet &&= isMet;
    const cells = [what, target, measured, isMet ? 'yes' : 'NO'];
    lines.push(`| ${cells.map((cell) => cell.replaceAll('|', '/').replace(/\s+/g, ' ')).join(' | ')} |`);
  }
}
process.stdout.write(`| what | target | measured | met |\n|---|---|---|---|\n${lines.join('\n')}\n`);
process.exit(areAllMet ? 0 : 1);
