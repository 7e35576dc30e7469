import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { SECOND } from '#server/domain/facts/intervals';
import { createReadModel } from '#server/read-model/read-model';
import { createSnapshots } from '#server/read-model/snapshots';
import { createHeadGuard } from '#server/signing/head-guard';
import { newPrivateKey, signerOf } from '#server/signing/sign';
import { signedHeadsIn } from '#server/signing/signed-heads';
import { aSaid, aWriter, openWorld, type World, type Writer } from '../support/world/writers';

let world: World;
let north: Writer;
let folder: string;
beforeAll(async () => {
  world = await openWorld();
  north = await aWriter(world, { organisation: 'north' });
  folder = await mkdtemp(join(tmpdir(), 'comptoir-snapshots-'));
});
afterAll(async () => {
  await rm(folder, { recursive: true });
  await world.close();
});

/** A guard that takes its time, as over a database that is busy, and says when it is asked. */
const aSlowGuard = () => {
  const guard = createHeadGuard({
    db: world.db,
    heads: signedHeadsIn(folder),
    now: world.now,
    shout: () => undefined,
  });
  const asked: (() => void)[] = [];
  let begun = (): void => undefined;
  return {
    guard: {
      ...guard,
      async look() {
        begun();
        await new Promise<void>((go) => asked.push(go));
        return guard.look();
      },
    },
    whenAsked: () =>
      new Promise<void>((resolve) => {
        begun = resolve;
      }),
    letGo: () => {
      for (const go of asked.splice(0)) go();
    },
  };
};

it('one who asks while the state of before a change is signed for another is given the state of after it', async () => {
  const slow = aSlowGuard();
  const record = createReadModel(world.db, world.now, () => undefined, 60 * SECOND);
  const { current } = createSnapshots({
    readModel: record,
    guard: slow.guard,
    now: world.now,
    clockDoubt: () => null,
    signer: async () => signer,
    tell: () => ({}),
  });
  const isAsked = slow.whenAsked();
  const first = current();
  await isAsked;
  const { body } = await north.post('/statements', aSaid({ by: 'north' }));
  record.invalidate();
  await record.renew();
  const second = current();
  const isAskedAgain = slow.whenAsked();
  slow.letGo();
  await isAskedAgain;
  slow.letGo();
  expect((await second).body.generatedAt >= new Date(body.recordedAt)).toBe(true);
  expect((await first).body.seq).toBeLessThanOrEqual((await second).body.seq);
});
const signer = signerOf(newPrivateKey());
