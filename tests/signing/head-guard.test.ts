import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { readHead } from '#db/directory';
import { MINUTE, SECOND, shift } from '#server/domain/facts/intervals';
import { createReadModel } from '#server/read-model/read-model';
import { createSnapshots } from '#server/read-model/snapshots';
import { createHeadGuard } from '#server/signing/head-guard';
import { newPrivateKey, signerOf } from '#server/signing/sign';
import { readSignedHeads, signedHeadsIn } from '#server/signing/signed-heads';
import { aSaid, aWriter, openWorld, type World, type Writer } from '../support/world/writers';

/** The end of the journal, as whoever is master of the database would have it. */

let world: World;
let north: Writer;
let folder: string;
const shouted: string[] = [];
beforeAll(async () => {
  world = await openWorld();
  north = await aWriter(world, { organisation: 'north' });
  await north.post('/statements', aSaid({ text: 'Coupure' }));
  folder = await mkdtemp(join(tmpdir(), 'comptoir-heads-'));
});
beforeEach(() => void shouted.splice(0));
afterAll(async () => {
  await rm(folder, { recursive: true });
  await world.close();
});

const SIGNER = signerOf(newPrivateKey());

const aGuard = (db = world.db) =>
  createHeadGuard({
    db,
    heads: signedHeadsIn(folder),
    now: () => new Date(),
    shout: (why) => void shouted.push(why),
  });

/** Signs the end there is, as the service does. */
const sign = async () => {
  const guard = aGuard();
  expect(await guard.look()).toBeNull();
  await guard.keep(await readHead(world.db), new Date(), SIGNER);
};

const refusedAfter = async (edit: string): Promise<string | null> => {
  const trx = await world.db.startTransaction().execute();
  try {
    await sql`set local session_replication_role = replica`.execute(trx);
    await sql.raw(edit).execute(trx);
    return await aGuard(trx).look();
  } finally {
    await trx.rollback().execute();
  }
};

describe('whoever signs', () => {
  it('remembers what it signed, and signs what comes after', async () => {
    await sign();
    await north.post('/statements', aSaid({ text: 'Encore' }));
    await sign();
    expect(await readSignedHeads(folder)).toHaveLength(2);
    expect((await readFile(join(folder, 'signed-heads'), 'utf8')).endsWith('\n')).toBe(true);
    expect(shouted).toEqual([]);
  });
  const HEAD_BACK =
    'update audit_head set (number, hash) = (select number, hash from audit order by number desc limit 1)';
  it.each([
    [
      'its end cut and its head set back',
      `delete from audit where number = (select max(number) from audit); ${HEAD_BACK}`,
      's’arrête à la ligne',
    ],
    [
      'its head alone set back',
      `update audit_head set (number, hash) = (select number, hash from audit order by number desc offset 1 limit 1)`,
      's’arrête à la ligne',
    ],
    [
      'its head beside the one signed',
      `update audit set hash = repeat('0', 64) where number = (select max(number) from audit); ${HEAD_BACK}`,
      'n’est plus celle qui a été signée',
    ],
    [
      'its last row changed',
      `update audit set after = after || '{"health": "operational"}' where number = (select max(number) from audit)`,
      'son contenu a changé',
    ],
    ['its number set back', 'update seq set last = last - 1', 'a été signé, la base est au'],
    ['an inviter changed', `update account set invited_by = id`, '(invitedBy)'],
    [
      'an account grown older',
      `update account set created_at = created_at - interval '400 days'`,
      '(createdAt)',
    ],
  ])('refuses, and shouts, after %s', async (_, edit, why) => {
    expect(await refusedAfter(edit)).toContain(why);
    expect(shouted).toHaveLength(1);
    expect(shouted[0]).toContain(why);
  });
  it('sees an account changed since its last look, however short a while ago', async () => {
    const trx = await world.db.startTransaction().execute();
    try {
      const guard = aGuard(trx);
      expect(await guard.look()).toBeNull();
      await sql`set local session_replication_role = replica`.execute(trx);
      await sql`update account set created_at = created_at - interval '400 days'`.execute(trx);
      expect(await guard.look()).toContain('(createdAt)');
    } finally {
      await trx.rollback().execute();
    }
  });
  it('refuses an end that readers are about to be told, before its own next look', async () => {
    const guard = aGuard();
    expect(await guard.look()).toBeNull();
    const end = await readHead(world.db);
    expect(await guard.doubt(end)).toBeNull();
    expect(await guard.doubt({ ...end, seq: end.seq - 1 })).toContain('a été signé, la base est au');
    expect(guard.refusal()).not.toBeNull();
    expect(await guard.doubt(end)).toBeNull();
  });
  it('goes on refusing when new words bring its number back to the one signed, until it is put forward', async () => {
    const setBy = (step: number) => sql`update seq set last = last + ${step}`.execute(world.db);
    const signed = (await readSignedHeads(folder)).at(-1);
    await setBy(-1);
    await north.post('/statements', aSaid({ text: 'Sous un numéro déjà donné' }));
    expect((await readHead(world.db)).seq).toBe(signed?.seq);
    expect(await aGuard().look()).toContain('alors que des faits s’y sont ajoutés');
    await north.post('/statements', aSaid({ text: 'Et un de plus' }));
    expect(await aGuard().look()).toContain('alors que des faits s’y sont ajoutés');
    await setBy(1);
    expect(await aGuard().look()).toBeNull();
    await sign();
  });
  it('signs no later state of before the refusal, though it was read after the last one signed', async () => {
    let ahead = 0;
    const now = () => shift(new Date(), ahead);
    const guard = createHeadGuard({
      db: world.db,
      heads: signedHeadsIn(folder),
      now,
      shout: () => undefined,
    });
    const record = createReadModel(world.db, now, () => undefined, 0, undefined, guard.doubt);
    const { current } = createSnapshots({
      readModel: record,
      guard,
      now,
      clockDoubt: () => null,
      signer: async () => SIGNER,
      tell: () => ({}),
    });
    const signed = await current();
    ahead = 2 * MINUTE;
    expect((await record.read({ at: null, knownAt: null })).age).toBe(0);
    await sql`update seq set last = last - 1`.execute(world.db);
    ahead += SECOND;
    await record.read({ at: null, knownAt: null });
    expect(guard.refusal()).not.toBeNull();
    expect(await current()).toBe(signed);
    await sql`update seq set last = last + 1`.execute(world.db);
  });
  it('signs again once it is mended', async () => {
    expect(await aGuard().look()).toBeNull();
  });
});
