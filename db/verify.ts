import { readEnv } from '#server/env';
import { checkAudit } from './audit-check';
import { openDatabase } from './open';

/** The command: rebuilds the journal's chain and compares every fact with it. Exit code 1 when something is wrong. */
const run = async (): Promise<number> => {
  const { db, close } = await openDatabase(readEnv(process.env), { statementTimeout: 0 });
  try {
    const { rows, facts, head, faults } = await checkAudit(db);
    for (const fault of faults) process.stderr.write(`${fault}\n`);
    if (faults.length > 0) {
      process.stderr.write(`Journal rompu : ${faults.length} faute(s), la première ci-dessus.\n`);
      return 1;
    }
    process.stdout.write(`Journal intact : ${rows} lignes, ${facts} faits. Tête : ${head}\n`);
    return 0;
  } finally {
    await close();
  }
};

try {
  process.exitCode = await run();
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}
