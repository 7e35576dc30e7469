import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import type { TestProject } from 'vitest/node';
import { connect } from '#db/database';
import { type SocketAddress, startEmbedded } from '#db/embedded';
import { migrate } from '#db/migrate';
import { FORGETFUL, TEMPLATE } from './forgetful';

declare module 'vitest' {
  export interface ProvidedContext {
    cluster: SocketAddress;
  }
}

/** One cluster a run, with a migrated database that each file copies. Nothing of it outlives the run. */
export default async (project: TestProject): Promise<() => Promise<void>> => {
  const folder = await mkdtemp(join(tmpdir(), 'comptoir-tests-'));
  await chmod(folder, 0o755);
  const cluster = await startEmbedded(folder, FORGETFUL);
  const client = new Client(cluster.address);
  await client.connect();
  await client.query(`create database ${TEMPLATE}`);
  await client.end();
  const { db, close } = connect({ ...cluster.address, database: TEMPLATE });
  await migrate(db);
  await close();
  project.provide('cluster', cluster.address);
  return async () => {
    await cluster.stop();
    await rm(folder, { recursive: true, force: true });
  };
};
