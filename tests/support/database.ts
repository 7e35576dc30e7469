import { randomUUID } from 'node:crypto';
import { Client } from 'pg';
import { inject } from 'vitest';
import { type Connection, connect } from '#db/database';
import type { SocketAddress } from '#db/embedded';
import { TEMPLATE } from './forgetful';

const administer = async (order: string): Promise<void> => {
  const client = new Client(inject('cluster'));
  await client.connect();
  try {
    await client.query(order);
  } finally {
    await client.end();
  }
};

/** A database of its own for a test file, migrated and empty; `close` drops it. */
export const createDatabase = async (): Promise<Connection & { address: SocketAddress }> => {
  const name = `t_${randomUUID().replaceAll('-', '')}`;
  await administer(`create database ${name} template ${TEMPLATE}`);
  const address = { ...inject('cluster'), database: name };
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
