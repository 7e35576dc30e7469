import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readSeq } from '#db/directory';
import { createDatabase } from '../support/runner/database';
import { aDataset, aSaying, load } from '../support/world/datasets';

let base: Awaited<ReturnType<typeof createDatabase>>;
beforeAll(async () => {
  base = await createDatabase();
  const maintenance = {
    id: 'window',
    by: 'north',
    platform: 'north',
    flows: ['idb'],
    professions: 'all',
    from: '2024-03-01T00:00:00Z',
    to: '2024-03-02T00:00:00Z',
    recordedAt: '2024-02-01T00:00:00Z',
  };
  await load(base.db, aDataset({ statements: [aSaying()], maintenances: [maintenance] }));
});
afterAll(() => base.close());

const order = (text: string) => sql.raw(text).execute(base.db);

describe('the record', () => {
  it.each(['statement', 'incident', 'platform', 'convention', 'maintenance', 'audit'])(
    'lets nothing be taken away from %s',
    async (table) => {
      await expect(order(`delete from ${table}`)).rejects.toThrow(/on n’efface rien/);
      await expect(order(`truncate ${table} cascade`)).rejects.toThrow(/on n’efface rien/);
    },
  );
  it.each([
    `update statement set health = 'operational'`,
    `update statement set recorded_at = recorded_at - interval '1 day'`,
    `update statement set stored_at = stored_at - interval '1 day'`,
    `update maintenance set "to" = "from"`,
    `update audit set after = '{}'`,
  ])('refuses « %s »', async (text) => {
    await expect(order(text)).rejects.toThrow(/ne se réécrit pas/);
  });
  it('keeps the id and the date of entry of what may change', async () => {
    await expect(order(`update platform set id = 'other' where id = 'south'`)).rejects.toThrow();
    await expect(order(`update mutuelle set stored_at = now()`)).rejects.toThrow(/ne change pas/);
    await expect(order(`update convention set "from" = null`)).rejects.toThrow(/ne change pas/);
  });
  it('lets a maintenance be cancelled once, and not again', async () => {
    await order(`update maintenance set cancelled_at = '2024-02-20T00:00:00Z'`);
    await expect(order(`update maintenance set cancelled_at = '2024-02-21T00:00:00Z'`)).rejects.toThrow(
      /déjà fixé/,
    );
    await expect(order(`update maintenance set cancelled_at = null`)).rejects.toThrow(/déjà fixé/);
  });
  it('knows ids held in lists as it knows the others', async () => {
    await expect(order(`update incident set platforms = '{north,nowhere}'`)).rejects.toThrow(
      /platform inconnu : nowhere/,
    );
  });
  it('refuses words that are not in the closed lists', async () => {
    await expect(order(`update platform set flows = '{idb,fax}'`)).rejects.toThrow(/flows/);
    await expect(order(`update organisation set professions = null where kind = 'union'`)).rejects.toThrow();
  });
});

describe('the number of the last change', () => {
  it('moves once a transaction, when it commits', async () => {
    const before = await readSeq(base.db);
    await base.db.transaction().execute(async (trx) => {
      await sql`update platform set name = 'N' where id = 'north'`.execute(trx);
      await sql`update platform set name = 'S' where id = 'south'`.execute(trx);
      expect(await readSeq(base.db)).toBe(before);
    });
    expect(await readSeq(base.db)).toBe(before + 1);
  });
  it('stays when nothing was committed', async () => {
    const before = await readSeq(base.db);
    await load(base.db, aDataset({ statements: [aSaying({ id: 's9' })] }), { dryRun: true });
    expect(await readSeq(base.db)).toBe(before);
  });
  it('is told to whoever listens', async () => {
    const { Client } = await import('pg');
    const listener = new Client(base.address);
    await listener.connect();
    const heard = new Promise<string | undefined>((resolve) => {
      listener.on('notification', ({ payload }) => resolve(payload));
    });
    await listener.query('listen seq');
    await order(`update platform set name = 'Nord' where id = 'north'`);
    expect(Number(await heard)).toBe(await readSeq(base.db));
    await listener.end();
  });
});
