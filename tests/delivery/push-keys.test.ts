import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createSecrets } from '#server/accounts/secrets';
import { pushKeys } from '#server/delivery/push/keys';
import { createDatabase } from '../support/runner/database';

let database: Awaited<ReturnType<typeof createDatabase>>;
beforeAll(async () => {
  database = await createDatabase('empty');
});
afterAll(() => database.close());

describe('the pair by which push services know us', () => {
  const secrets = createSecrets('une clé de trente-deux caractères');
  const NOW = new Date('2026-11-30T14:02:00Z');

  it('is one for all instances that start at once, and stays', async () => {
    const pairs = await Promise.all(Array.from({ length: 5 }, () => pushKeys(database.db, secrets, NOW)));
    expect(new Set(pairs.map(({ publicKey, privateKey }) => `${publicKey} ${privateKey}`)).size).toBe(1);
    expect(await pushKeys(database.db, createSecrets('une clé de trente-deux caractères'), NOW)).toEqual(
      pairs[0],
    );
  });
  it('is nowhere in clear, and of no use under another key', async () => {
    const { privateKey } = await pushKeys(database.db, secrets, NOW);
    const kept = await database.db.selectFrom('vapid').selectAll().execute();
    expect(kept).toHaveLength(1);
    expect(JSON.stringify(kept)).not.toContain(privateKey);
    await expect(pushKeys(database.db, createSecrets('une autre'), NOW)).rejects.toThrow();
  });
});
