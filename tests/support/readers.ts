import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { serveBrowser } from './browser';
import { copyOf } from './copies';
import { launch, urlOf } from './program';

declare module 'vitest' {
  export interface ProvidedContext {
    /** Where the program of those who only read is. */
    readersOrigin: string;
    /** Where the browser of all is joined. */
    browser: string;
  }
}

/** Once a run: a browser, and a program over `db/data` for those who only read. */
export default async (project: TestProject): Promise<() => Promise<void>> => {
  const dataDir = await mkdtemp(join(tmpdir(), 'comptoir-readers-'));
  const database = await copyOf(project.getProvidedContext().cluster, 'seeded');
  const [program, browser] = await Promise.all([
    launch(urlOf(database.address), { DATA_DIR: dataDir }),
    serveBrowser(),
  ]);
  project.provide('readersOrigin', program.origin);
  project.provide('browser', browser.wsEndpoint());
  return async () => {
    await Promise.all([program.stop(), browser.close()]);
    await database.close();
    await rm(dataDir, { recursive: true, force: true });
  };
};
