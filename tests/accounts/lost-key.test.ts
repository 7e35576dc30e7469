import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { connect, newId } from '#db/database';
import { takeCode } from '#server/accounts/codes';
import { createSecrets, secretKey } from '#server/accounts/secrets';
import { pushKeys } from '#server/delivery/push/keys';
import { refuseLostKey } from '#server/runtime/deps';
import { command } from '../support/runner/commands';
import { urlOf } from '../support/runner/copies';
import { aWriter, openWorld, type World } from '../support/world/writers';

let world: World;
let folder: string;
beforeAll(async () => {
  world = await openWorld();
  folder = await mkdtemp(join(tmpdir(), 'comptoir-key-'));
});
afterAll(async () => {
  await world.close();
  await rm(folder, { recursive: true, force: true });
});
const env = () => ({ DATA_DIR: folder, SECRET_KEY: undefined });

describe('the secret of the machine', () => {
  it('is made where nothing was sealed yet, and refused to be made anew where something was', async () => {
    await expect(refuseLostKey(env(), world.db)).resolves.toBeUndefined();
    const writer = await aWriter(world, { organisation: 'north' });
    await expect(refuseLostKey(env(), world.db)).rejects.toThrow(
      /secret\.key n’est plus dans .*npm run admin -- new-secret-key/,
    );
    const lost = createSecrets('une autre clé');
    expect(await takeCode(world.db, lost, writer.account, '123456', world.now())).toBe(false);
    await pushKeys(world.db, lost, world.now());
    await world.db
      .insertInto('subscriber')
      .values({
        id: newId(),
        channel: 'email',
        target: lost.seal('{}'),
        targetDigest: 'quelqu’un',
        share: 'email',
        createdAt: world.now(),
        confirmedAt: null,
        suspendedAt: null,
        suspendedFor: null,
      })
      .execute();
    const place = { DATABASE_URL: urlOf(world.database), DATA_DIR: folder };
    const renewed = await command('admin', place, 'new-secret-key');
    expect(renewed).toMatchObject({ code: 0, said: expect.stringContaining('Fait : secret.key') });
    expect(renewed.said).toMatch(/Abonnements effacés.*: 1\./);
    expect(await world.db.selectFrom('vapid').selectAll().execute()).toEqual([]);
    expect(renewed.said).toMatch(/recover ADRESSE\).*writer-\d+@example\.org/);
    await expect(refuseLostKey(env(), world.db)).resolves.toBeUndefined();
    expect(await command('admin', place, 'new-secret-key')).toMatchObject({
      code: 1,
      said: expect.stringContaining('il n’y a rien à remplacer'),
    });
  });
  it('is not made anew while nobody can say whether it was lost', async () => {
    const nobody = connect('postgres://nobody@127.0.0.1:1/none');
    const elsewhere = { DATA_DIR: join(folder, 'elsewhere'), SECRET_KEY: undefined };
    await expect(refuseLostKey(elsewhere, nobody.db, 300)).rejects.toThrow(/ne peut dire.*npm run restore/);
    await expect(
      refuseLostKey({ ...elsewhere, SECRET_KEY: 'x'.repeat(32) }, nobody.db, 0),
    ).resolves.toBeUndefined();
    await nobody.close();
  });
  it('is one for all who start at once, and nothing else is left in the folder', async () => {
    const keys = await Promise.all(Array.from({ length: 5 }, () => secretKey(undefined, folder)));
    expect(new Set(keys).size).toBe(1);
    expect(await readFile(join(folder, 'secret.key'), 'utf8')).toBe(keys[0]);
    expect(await readdir(folder)).toEqual(['secret.key']);
  });
});
