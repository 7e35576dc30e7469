import { randomUUID } from 'node:crypto';
import { Client } from 'pg';
import { inject } from 'vitest';
import { type Connection, connect } from '#db/database';
import type { SocketAddress } from '#db/embedded';
import { TEMPLATES } from './forgetful';

const administer = async (order: string): Promise<void> => {
  const client = new Client(inject('cluster'));
  await client.connect();
  try {
    await client.query(order);
  } finally {
    await client.end();
  }
};

/** A database of its own for a test file, migrated and empty or with `db/data`; `close` drops it. */
export const createDatabase = async (
  holding: keyof typeof TEMPLATES = 'empty',
): Promise<Connection & { address: SocketAddress }> => {
  const name = `t_${randomUUID().replaceAll('-', '')}`;
  await administer(`create database ${name} template ${TEMPLATES[holding]}`);
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
