import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createDatabase } from './database';
import { launch, urlOf } from './program';
import { atExit, onceAWorker } from './worker';

/** A program over `db/data` for all the files of a worker that only read. Resolves to its origin. */
export const readersOrigin = onceAWorker(async (): Promise<string> => {
  const dataDir = mkdtempSync(join(tmpdir(), 'comptoir-readers-'));
  const { address } = await createDatabase('seeded');
  const { origin } = await launch(urlOf(address), { DATA_DIR: dataDir });
  atExit(() => rmSync(dataDir, { recursive: true, force: true, maxRetries: 10 }));
  return origin;
});
