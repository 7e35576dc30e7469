import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
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

const open = () => {
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
  /** Begins to sign for somebody; resolves where that waits. */
  const begin = async (): Promise<void> => {
    const isAsked = slow.whenAsked();
    void current();
    await isAsked;
  };
  const change = async (health: string): Promise<Date> => {
    const { body } = await north.post('/statements', aSaid({ by: 'north', health }));
    record.invalidate();
    await record.renew();
    return new Date(body.recordedAt);
  };
  return { ...slow, current, begin, change };
};

describe('one who asks while the state is signed for another', () => {
  it('is given none of before a change that it knows of', async () => {
    const { begin, current, change, whenAsked, letGo } = open();
    await begin();
    const changedAt = await change('down');
    const asked = current();
    const isAskedAgain = whenAsked();
    letGo();
    await isAskedAgain;
    letGo();
    expect((await asked).body.generatedAt >= changedAt).toBe(true);
  });
  it('is not given the one of before while that of now is made', async () => {
    const { begin, current, change, letGo } = open();
    await begin();
    letGo();
    await current();
    const changedAt = await change('degraded');
    await begin();
    const asked = current();
    letGo();
    expect((await asked).body.generatedAt >= changedAt).toBe(true);
  });
});

const signer = signerOf(newPrivateKey());
