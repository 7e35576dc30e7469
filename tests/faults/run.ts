import { f01 } from './f01-server-killed';
import { f02 } from './f02-database-killed';
import { f03 } from './f03-database-unreachable';
import { f04 } from './f04-server-dead';
import { f05 } from './f05-nothing-left';
import { f06 } from './f06-disk-full';
import { f07 } from './f07-database-slow';
import { f08 } from './f08-listener-lost';
import { f09 } from './f09-clocks-apart';
import { f10 } from './f10-out-of-order';
import { f11 } from './f11-one-key';
import { f12 } from './f12-two-editors';
import { f13 } from './f13-false-return';
import { f14 } from './f14-slow-receivers';
import { f15 } from './f15-calls-to-ourselves';
import { f16 } from './f16-deaf-streams';
import { f17 } from './f17-streams-dropped';
import { f18 } from './f18-fuzzed-doors';
import { f19 } from './f19-slow-sockets';
import { f20 } from './f20-hostile-texts';
import { f21 } from './f21-doors-forced';
import { f22 } from './f22-overtaken';
import { f23 } from './f23-journal-edited';
import { f24 } from './f24-moved-and-replaced';
import { f25 } from './f25-ten-minutes';
import { f26 } from './f26-thrown-on-purpose';
import { f27 } from './f27-every-world';
import { f28 } from './f28-one-person';
import { f29 } from './f29-stolen-accounts';
import { f30 } from './f30-strangers';
import { f31 } from './f31-end-rewritten';
import { f32 } from './f32-backup-stolen';
import { f33 } from './f33-clock-jumped';
import { f34 } from './f34-pool-exhausted';
import { f35 } from './f35-database-silent';
import { f36 } from './f36-started-in-trouble';
import { f37 } from './f37-an-hour';
import { f38 } from './f38-through-a-pooler';
import { f39 } from './f39-failover';
import { progress, type Row, undoAll } from './kit/support';

/** The command: the fault matrix, row by row, measured beside target. Exit code 1 when one is not met. */

const ROWS: readonly Row[] = [
  f01,
  f02,
  f03,
  f04,
  f05,
  f06,
  f07,
  f08,
  f09,
  f10,
  f11,
  f12,
  f13,
  f14,
  f15,
  f16,
  f17,
  f18,
  f19,
  f20,
  f21,
  f22,
  f23,
  f24,
  f25,
  f26,
  f27,
  f28,
  f29,
  f30,
  f31,
  f32,
  f33,
  f34,
  f35,
  f36,
  f37,
  f38,
  f39,
];

const LONG = ROWS.filter(({ isLong }) => isLong).map(({ id }) => id);

const USAGE = `npm run faults -- [LIGNE …] [--quick]

La matrice des pannes, ligne par ligne ; sans LIGNE, toutes sauf ${LONG.join(', ')} : plus de deux heures. Code de sortie 1 dès qu’une n’est pas tenue.

  LIGNE      ${ROWS.map(({ id }) => id).join(', ')}
  --quick    en plus petit et plus court : pour chercher, pas pour mesurer
`;

const given = process.argv.slice(2);
if (given.includes('--help')) {
  process.stdout.write(USAGE);
  process.exit(0);
}
const asked = given.filter((each) => each !== '--quick');
const unknown = asked.filter((id) => !ROWS.some((row) => row.id === id.toUpperCase()));
if (unknown.length > 0) {
  process.stderr.write(`Inconnu : ${unknown.join(', ')}.\n\n${USAGE}`);
  process.exit(2);
}
// Heard each time: asked twice to stop, it still cleans up first.
for (const signal of ['SIGINT', 'SIGTERM'] as const)
  process.on(signal, () => void undoAll().finally(() => process.exit(130)));

const lines: string[] = [];
let areAllMet = true;
for (const { id, broken, target, run, isLong } of ROWS) {
  const isAsked = asked.length > 0 ? asked.some((each) => each.toUpperCase() === id) : !isLong;
  if (!isAsked) continue;
  progress(id, broken);
  const startedAt = Date.now();
  const { measured, isMet } = await run().catch((error: Error) => ({
    measured: `gave up: ${error.stack ?? error.message}`,
    isMet: false,
  }));
  await undoAll();
  progress(id, `${isMet ? 'tenu' : 'PAS TENU'} en ${Math.round((Date.now() - startedAt) / 1000)} s`);
  areAllMet &&= isMet;
  const cells = [id, broken, target, measured, isMet ? 'yes' : 'NO'];
  lines.push(`| ${cells.map((cell) => cell.replaceAll('|', '/').replace(/\s+/g, ' ')).join(' | ')} |`);
}
if (asked.length === 0 && LONG.length > 0)
  progress(
    '—',
    `sans ${LONG.join(', ')}, trop longue pour être lancée avec les autres : npm run faults -- ${LONG.join(' ')}`,
  );
process.stdout.write(
  `| row | broken | target | measured | met |\n|---|---|---|---|---|\n${lines.join('\n')}\n`,
);
process.exit(areAllMet ? 0 : 1);
