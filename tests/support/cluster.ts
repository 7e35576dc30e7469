import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import type { TestProject } from 'vitest/node';
import { connect, type Db } from '#db/database';
import { type SocketAddress, startEmbedded } from '#db/embedded';
import { migrate } from '#db/migrate';
import { seed } from '#db/seed';
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
  const { empty, seeded } = TEMPLATES;
  await client.query(`create database ${empty}`);
  await fill(cluster.address, empty, migrate);
  await client.query(`create database ${seeded} template ${empty}`);
  await fill(cluster.address, seeded, seed);
  await client.end();
  project.vitest.provide('cluster', cluster.address);
  return async () => {
    await cluster.stop();
    await rm(folder, { recursive: true, force: true });
  };
};

const fill = async (
  address: SocketAddress,
  database: string,
  how: (db: Db) => Promise<unknown>,
): Promise<void> => {
  const { db, close } = connect({ ...address, database });
  await how(db);
  await close();
};
