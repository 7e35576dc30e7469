import { randomUUID } from 'node:crypto';
import { Client } from 'pg';
import { type Connection, connect } from '#db/database';
import type { SocketAddress } from '#db/embedded';
import { TEMPLATES } from './forgetful';

/** A copy of one of the cluster's templates; `close` drops it. */
export const copyOf = async (
  cluster: SocketAddress,
  holding: keyof typeof TEMPLATES,
): Promise<Connection & { address: SocketAddress }> => {
  const administer = async (order: string): Promise<void> => {
    const client = new Client(cluster);
    await client.connect();
    try {
      await client.query(order);
    } finally {
      await client.end();
    }
  };
  const name = `t_${randomUUID().replaceAll('-', '')}`;
  await administer(`create database ${name} template ${TEMPLATES[holding]} strategy file_copy`);
  const address = { ...cluster, database: name };
  const { db, pool, close } = connect(address);
  return {
    db,
    pool,
    address,
    close: async () => {
      await close();
      await administer(`drop database ${name} with (force)`);
    },
  };
};

/** Where a command finds it. */
export const urlOf = (copy: { address: SocketAddress } | undefined): string => {
  if (!copy) throw new Error('aucune base');
  const { host, user, database } = copy.address;
  return `postgres://${user}@localhost/${database}?host=${encodeURIComponent(host)}`;
};
