import { Client } from 'pg';
import { type Connection, connect } from '#db/database';
import { startEmbedded } from '#db/embedded';
import { migrate } from '#db/migrate';
import { FORGETFUL, TEMPLATES } from '../../support/runner/forgetful';
import { atEnd, makeFolder } from './support';

/** Databases for rows that need many, and need not survive a crash. */

/** A server of databases, with an empty one that every world is a copy of. */
export const startCluster = async () => {
  const folder = await makeFolder();
  const cluster = await startEmbedded(folder, FORGETFUL);
  atEnd(() => cluster.stop());
  const order = async (text: string): Promise<void> => {
    const client = new Client(cluster.address);
    await client.connect();
    await client.query(text).finally(() => client.end());
  };
  await order(`create database ${TEMPLATES.empty}`);
  const template = connect({ ...cluster.address, database: TEMPLATES.empty });
  await migrate(template.db);
  await template.close();
  return { address: cluster.address, order };
};
export type Cluster = Awaited<ReturnType<typeof startCluster>>;

/** Works over a database of its own, dropped afterwards. `url`: where a program finds it. */
export const inDatabase = async <T>(
  { address, order }: Cluster,
  name: string,
  work: (connection: Connection, url: string) => Promise<T>,
): Promise<T> => {
  await order(`create database ${name} template ${TEMPLATES.empty}`);
  const own = { ...address, database: name };
  const connection = connect(own, { statementTimeout: 0 });
  try {
    const { host, user, database } = own;
    return await work(
      connection,
      `postgres://${user}@localhost/${database}?host=${encodeURIComponent(host)}`,
    );
  } finally {
    await connection.close();
    await order(`drop database ${name} with (force)`);
  }
};
