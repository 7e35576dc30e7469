import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import type { TestProject } from 'vitest/node';
import { connect, type Db } from '#db/database';
import { type SocketAddress, startEmbedded } from '#db/embedded';
import { migrate } from '#db/migrate';
import { seed } from '#server/dataset/seed';
import { countAvailability } from '#server/measurements/availability';
import { load } from '../world/datasets';
import { SMALL_WORLD } from '../world/small-world';
import { FORGETFUL, TEMPLATES } from './forgetful';

declare module 'vitest' {
  export interface ProvidedContext {
    cluster: SocketAddress;
  }
}

/** One cluster a run, with the databases that each file copies. Nothing of it outlives the run. */
export default async (project: TestProject): Promise<(() => Promise<void>) | undefined> => {
  if (project.getProvidedContext().cluster) return undefined;
  const folder = await mkdtemp(join(tmpdir(), 'comptoir-tests-'));
  await chmod(folder, 0o755);
  const cluster = await startEmbedded(folder, FORGETFUL);
  const client = new Client(cluster.address);
  await client.connect();
  for (const [holding, name] of Object.entries(TEMPLATES)) {
    await client.query(`create database ${name}${holding === 'empty' ? '' : ` template ${TEMPLATES.empty}`}`);
    await fill({ ...cluster.address, database: name }, FILLED[holding as keyof typeof TEMPLATES]);
  }
  await client.end();
  project.vitest.provide('cluster', cluster.address);
  return async () => {
    await cluster.stop();
    await rm(folder, { recursive: true, force: true });
  };
};

/** What each holds, `empty` first: the others are copies of it. */
const FILLED: Record<keyof typeof TEMPLATES, (db: Db) => Promise<unknown>> = {
  empty: migrate,
  seeded: async (db) => {
    await seed(db);
    // A program that starts over a copy has no past to count.
    await countAvailability(db, () => new Date(), new AbortController().signal);
  },
  small: async (db) => {
    const loaded = await load(db, SMALL_WORLD);
    if (!loaded.ok) throw new Error(JSON.stringify(loaded.refusal));
  },
};

const fill = async (address: SocketAddress, how: (db: Db) => Promise<unknown>): Promise<void> => {
  const { db, close } = connect(address);
  await how(db);
  await close();
};
