import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readHead } from '#db/directory';
import { checkStates } from '#db/states';
import { openSigner } from '#server/signing/keys';
import { signedHeadsIn } from '#server/signing/signed-heads';
import { command } from '../support/runner/commands';
import { urlOf } from '../support/runner/copies';
import { createDatabase } from '../support/runner/database';
import { loadOutage } from '../support/world/outage';

let database: Awaited<ReturnType<typeof createDatabase>>;
let folder: string;
beforeAll(async () => {
  database = await createDatabase('seeded');
  folder = await mkdtemp(join(tmpdir(), 'comptoir-signed-'));
});
afterAll(async () => {
  await database.close();
  await rm(folder, { recursive: true });
});

const place = () => ({ DATA_DIR: folder, DATABASE_URL: urlOf(database) });
const force = (order: string) =>
  database.db.connection().execute(async (own) => {
    await sql`set session_replication_role = replica`.execute(own);
    await sql.raw(order).execute(own);
    await sql`set session_replication_role = default`.execute(own);
  });
const signedAt = '2026-03-02T08:00:00.000Z';
const keep = async () => {
  const { keyId } = await openSigner(folder, new Date());
  const { seq, auditHead } = await readHead(database.db);
  await signedHeadsIn(folder).keep({ ...auditHead, seq, generatedAt: signedAt, keyId, signature: '' });
  return { seq, ...auditHead };
};

describe('npm run admin -- heads-address', () => {
  const give = (address: string) => command('admin', place(), 'heads-address', 'rof', address);
  const recipients = () =>
    database.db.selectFrom('headsRecipient').select(['organisation', 'address']).execute();
  it('keeps the address given last, which the journal holds by its digest alone', async () => {
    await give('garde@rof.example');
    expect(await give('archives@rof.example')).toMatchObject({ code: 0 });
    expect(await recipients()).toEqual([{ organisation: 'rof', address: 'archives@rof.example' }]);
    const { rows } = await sql<{ action: string; after: object }>`
      select action, after from audit where noun = 'heads_recipient' order by number
    `.execute(database.db);
    expect(rows.map(({ action }) => action)).toEqual(['heads-address', 'state', 'heads-address', 'state']);
    expect(JSON.stringify(rows)).not.toContain('@');
    const { faults } = await checkStates(database.db);
    expect(faults).toEqual([]);
  });
  it('refuses what is no address', async () => {
    expect(await give('archives')).toMatchObject({
      code: 1,
      said: expect.stringContaining('pas une adresse'),
    });
  });
});

describe('npm run verify, where heads were signed', () => {
  it('finds the journal intact as long as it holds them', async () => {
    await keep();
    await loadOutage(database.db, 'one');
    await keep();
    expect(await command('verify', place())).toMatchObject({ code: 0 });
  });
  it('names the head that it holds no more, and the number that it is behind', async () => {
    const signed = await keep();
    await force('update seq set last = last - 1');
    const behind = await command('verify', place());
    expect(behind.said).toContain(`le numéro ${signed.seq} a été signé, la base est au ${signed.seq - 1}`);
    expect(behind.code).toBe(1);
    await force('update seq set last = last + 1');
    await force(`update audit_head set (number, hash) = (select number, hash from audit where number = 1)`);
    await force(`delete from audit where number > 1`);
    const cut = await command('verify', place());
    expect(cut.said).toContain(`ligne ${signed.number} : signée dans l’état du ${signedAt}`);
    expect(cut.code).toBe(1);
  });
});

describe('npm run admin -- revoke-signing-key', () => {
  it('nothing that key signed is believed any more, and another signs', async () => {
    const stolen = await openSigner(folder, new Date(Date.now() - 60_000));
    const file = join(folder, 'state.json');
    const bytes = Buffer.from(
      JSON.stringify({
        format: 'comptoir-snapshot/1',
        seq: 1,
        generatedAt: new Date(),
        keyId: stolen.keyId,
        validUntil: new Date(Date.now() + 60_000),
        auditHead: { number: 0, hash: '0'.repeat(64) },
      }),
    );
    await writeFile(file, bytes);
    await writeFile(`${file}.sig`, stolen.sign(bytes));
    expect(await command('verify', place(), file)).toMatchObject({ code: 0 });
    const revoked = await command('admin', place(), 'revoke-signing-key', stolen.keyId);
    expect(revoked.said).toContain(`Révoquée : ${stolen.keyId}`);
    const after = await openSigner(folder, new Date());
    expect(after.keyId).not.toBe(stolen.keyId);
    const refused = await command('verify', place(), file);
    expect(refused.said).toContain('signé par une clé révoquée');
    expect(refused.code).toBe(1);
    const { rows } = await sql<{ action: string }>`
      select action from audit where noun = 'signing_key' and id = ${stolen.keyId}
    `.execute(database.db);
    expect(rows).toContainEqual({ action: 'signing-key-revoked' });
    const [listed] = await database.db
      .selectFrom('signingKey')
      .select('revokedAt')
      .where('keyId', '=', stolen.keyId)
      .execute();
    expect(listed?.revokedAt).not.toBeNull();
  });
  it('refuses a key that never signed here', async () => {
    expect(await command('admin', place(), 'revoke-signing-key', 'nobody')).toMatchObject({
      code: 1,
      said: expect.stringContaining('Aucune clé « nobody » n’a signé ici'),
    });
  });
});
