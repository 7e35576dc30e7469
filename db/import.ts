import { readFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { readEnv } from '#server/env';
import { readFileAs } from './dataset/file';
import { importDataset } from './dataset/load';
import { saidOfImport, saidOfRefusal } from './dataset/terminal';
import { openDatabase } from './open';

const USAGE = 'npm run import -- FICHIER.json|FICHIER.csv [--dry-run]';

/** The command: loads a file into the record and says what it did. Resolves to the exit code. */
const run = async (args: string[]): Promise<number> => {
  const { values, positionals } = parseArgs({
    args,
    options: { 'dry-run': { type: 'boolean', default: false } },
    allowPositionals: true,
  });
  const [file, ...others] = positionals;
  if (file === undefined || others.length > 0) throw new Error(`Un fichier et un seul : ${USAGE}`);
  const read = readFileAs(file, await readFile(file));
  if (!read.ok) return say(saidOfRefusal(read.refusal), 1);

  const { db, close } = await openDatabase(readEnv(process.env), { statementTimeout: 0 });
  try {
    const { dataset, locate } = read.value;
    const dryRun = values['dry-run'];
    const done = await importDataset(db, dataset, { dryRun });
    const located = <T extends { path: string }>(each: T): T => ({ ...each, path: locate(each.path) });
    if (!done.ok) return say(saidOfRefusal(done.refusal.map(located)), 1);
    return say(saidOfImport({ ...done.value, warnings: done.value.warnings.map(located) }, dryRun), 0);
  } finally {
    await close();
  }
};

const say = (lines: readonly string[], code: number): number => {
  (code === 0 ? process.stdout : process.stderr).write(`${lines.join('\n')}\n`);
  return code;
};

try {
  process.exitCode = await run(process.argv.slice(2));
} catch (error) {
  process.exitCode = say([error instanceof Error ? error.message : String(error)], 1);
}
