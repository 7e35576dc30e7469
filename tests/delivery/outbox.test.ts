import { setTimeout as pause } from 'node:timers/promises';
import { sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { countDeliveries, listDeliveries, retryDelivery } from '#db/deliveries';
import { endSubscriptions } from '#db/handing-over';
import type { Send } from '#server/delivery/channel';
import type { Outbox } from '#server/delivery/outbox';
import { HOUR } from '#server/domain/facts/intervals';
import { FOLLOWED_KINDS } from '#server/domain/facts/vocabulary';
import { createDatabase } from '../support/runner/database';
import { load } from '../support/world/datasets';
import { addFollower, joined, openOutbox, say, takingAll } from '../support/world/followers';

let database: Awaited<ReturnType<typeof createDatabase>>;
let stops: (() => Promise<void>)[] = [];
const open = (senders: Partial<Outbox['senders']>) => {
  const outbox = openOutbox(database, senders);
  stops.push(outbox.stop);
  return outbox;
};
beforeEach(async () => {
  database = await createDatabase('small');
});
afterEach(async () => {
  for (const stop of stops) await stop();
  stops = [];
  await database.close();
});

const NORTH = [{ platforms: ['north'] }];
const deliveries = () => database.db.selectFrom('delivery').selectAll().execute();
/** As if a minute had gone by since the last message, and every wait were over. */
const aMinuteLater = () =>
  sql`update delivery set delivered_at = delivered_at - interval '60 s', due_at = least(due_at, now())`.execute(
    database.db,
  );

describe('whoever follows an operator', () => {
  it('is told at once that its answer changed, in words', async () => {
    const id = await addFollower(database.db, NORTH);
    const { taken, send } = takingAll();
    const { look } = open({ email: send });
    await joined(database.db);
    await say(database.db, 'down');
    look();
    await expect.poll(() => taken.length).toBe(1);
    expect(taken[0]?.subscriber).toBe(id);
    expect(taken[0]?.message.subject).toMatch(/^Nord, opticiens\s: NON depuis \d\d:\d\d$/);
    expect(taken[0]?.message.sections).toMatchObject([
      {
        kind: 'change',
        saidBy: 'Nord',
        url: 'https://comptoir.example/opticien/operateur/north',
        advice: expect.arrayContaining(['Ne faites pas le tiers payant sur la part mutuelle.']),
      },
    ]);
  });
  it('is told once by whatever ways it matched, and of no other operator', async () => {
    await addFollower(database.db, [
      { platforms: ['north'], mutuelles: ['alba'] },
      { mutuelles: ['alba'], kinds: ['change', 'payment', 'incident'] },
      {},
    ]);
    const other = await addFollower(database.db, [{ platforms: ['south'] }]);
    const { taken, send } = takingAll();
    const { look } = open({ email: send });
    await joined(database.db);
    await say(database.db, 'down');
    look();
    await expect.poll(() => taken.length).toBe(1);
    expect(taken[0]?.message.sections.map(({ title }) => title)).toEqual([
      expect.stringMatching(/^Nord, opticiens/),
    ]);
    expect(taken[0]?.message.sections[0]?.lines).toContainEqual(expect.stringMatching(/Alba/));
    expect(taken.some(({ subscriber }) => subscriber === other)).toBe(false);
  });
  it('is told in one message of what follows within a minute, and of nothing when it is again as it was', async () => {
    await addFollower(database.db, [{}]);
    const { taken, send } = takingAll();
    const { look } = open({ email: send });
    await joined(database.db);
    await say(database.db, 'down');
    look();
    await expect.poll(() => taken.length).toBe(1);
    const untilOwed = () => expect.poll(async () => (await deliveries())[0]?.dueAt ?? null).not.toBeNull();
    await say(database.db, 'operational');
    look();
    await untilOwed();
    await say(database.db, 'down');
    await aMinuteLater();
    look();
    await expect.poll(async () => (await deliveries())[0]?.dueAt ?? null).toBeNull();
    expect(taken).toHaveLength(1);
    await say(database.db, 'operational');
    look();
    await expect.poll(() => taken.length).toBe(2);
    expect(taken[1]?.message.subject).toMatch(/^Nord, opticiens\s: OUI, AVEC RÉSERVE/);
    expect(taken[1]?.message.sections[0]?.lines[0]).toMatch(/\s: retour annoncé, non confirmé\.$/);
    await say(database.db, 'down');
    await say(database.db, 'down', 'south');
    look();
    await untilOwed();
    await pause(700);
    expect(taken).toHaveLength(2);
    await aMinuteLater();
    look();
    await expect.poll(() => taken.length).toBe(3);
    expect(taken[2]?.message.sections.map(({ title }) => title)).toEqual([
      expect.stringMatching(/^Nord, opticiens\s: NON/),
      expect.stringMatching(/^Sud, opticiens\s: NON/),
    ]);
    expect(taken[2]?.message.subject).toMatch(/^Nord, .+ \(et 1 autre\)$/);
  });
  it('hears of the next thing that turns, however calm it was when it began to follow', async () => {
    const first = await addFollower(database.db, NORTH);
    const { taken, send } = takingAll();
    const { look } = open({ email: send });
    await joined(database.db);
    const second = await addFollower(database.db, NORTH);
    const addedAt = Date.now();
    look();
    await joined(database.db);
    expect(Date.now() - addedAt).toBeLessThan(10_000);
    await say(database.db, 'down');
    look();
    await expect.poll(() => taken.map(({ subscriber }) => subscriber).sort()).toEqual([first, second].sort());
  });
  it('hears nothing of what turned before it followed, and is forgotten when it leaves', async () => {
    const { taken, send } = takingAll();
    const { look } = open({ email: send });
    await say(database.db, 'down');
    const id = await addFollower(database.db, NORTH);
    look();
    await joined(database.db);
    await say(database.db, 'degraded');
    look();
    await expect.poll(() => taken.length).toBe(1);
    expect(taken[0]?.message.subject).not.toMatch(/NON/);
    await endSubscriptions(database.db, [id]);
    expect(await deliveries()).toEqual([]);
  });
});

describe('whoever follows all of a profession, of every kind', () => {
  it('is told of notices, maintenances and days of payment that are for it', async () => {
    await addFollower(database.db, [{ kinds: [...FOLLOWED_KINDS] }]);
    await addFollower(database.db, [{ kinds: ['change'] }]);
    const { taken, send } = takingAll();
    const { look } = open({ email: send });
    await joined(database.db);
    const now = Date.now();
    const recordedAt = new Date(now).toISOString();
    const later = (hours: number) => new Date(now + hours * HOUR).toISOString();
    const loaded = await load(database.db, {
      format: 'comptoir-dataset/1',
      notices: [
        {
          ...{ id: 'un-avis', by: 'opticians', publishedAt: recordedAt, professions: 'all' },
          ...{ title: 'Continuez', body: 'Facturez au vu de la carte.', advice: 'continue-on-card' },
        },
        {
          ...{ id: 'un-autre', by: 'pharmacists', publishedAt: recordedAt, professions: ['pharmacist'] },
          ...{ title: 'Pour les officines', body: 'Rien à faire.' },
        },
      ],
      maintenances: [
        {
          ...{ id: 'nuit', by: 'north', platform: 'north', flows: ['pec'], professions: 'all' },
          ...{ from: later(40), to: later(42), recordedAt },
        },
      ],
    });
    if (!loaded.ok) throw new Error(JSON.stringify(loaded.refusal));
    look();
    await expect.poll(() => taken.length).toBe(1);
    expect(taken[0]?.message.sections).toMatchObject([
      {
        kind: 'notice',
        title: expect.stringMatching(/^Avis\s: Continuez$/),
        saidBy: 'Opticiens',
        advice: ['Continuez à facturer au vu de la carte.'],
        url: 'https://comptoir.example/avis/un-avis',
      },
      { kind: 'maintenance', title: expect.stringMatching(/^Maintenance de Nord\s: annoncée$/) },
    ]);
  });
});

describe('a message that does not arrive', () => {
  it('is tried again under the same name, then told to the desk, which has it tried once more', async () => {
    const id = await addFollower(database.db, NORTH);
    const ids: string[] = [];
    let isDown = true;
    const { taken, send } = takingAll(({ message }) => {
      ids.push(message.id);
      return isDown ? { kind: 'retry', why: '503', after: null } : { kind: 'delivered' };
    });
    const { look } = open({ email: send });
    await joined(database.db);
    await say(database.db, 'down');
    for (let tries = 1; tries <= 10; tries += 1) {
      look();
      await expect.poll(() => ids.length).toBe(tries);
      await expect.poll(async () => (await deliveries())[0]?.claimedUntil).toBeNull();
      if (tries === 2)
        expect(await listDeliveries(database.db, { state: 'failing', limit: 10 })).toMatchObject([
          { subscriber: id, attempts: 2, failure: '503' },
        ]);
      await aMinuteLater();
    }
    await expect
      .poll(() => listDeliveries(database.db, { state: 'suspended', limit: 10 }))
      .toMatchObject([{ subscriber: id, suspendedFor: 'unreachable', failure: '503' }]);
    expect(new Set(ids).size).toBe(1);
    expect(await countDeliveries(database.db)).toMatchObject([
      { channel: 'email', state: 'suspended', count: 1 },
    ]);
    isDown = false;
    expect(await retryDelivery(database.db, id)).toBe('email');
    look();
    await expect.poll(() => taken.length).toBe(1);
    expect(taken[0]?.message.subject).toMatch(/NON/);
  });
  it.each([
    { outcome: { kind: 'refused', why: '550 no such user' } as const, times: 1 },
    { outcome: { kind: 'bounced', why: '554 refused' } as const, times: 3 },
  ])('suspends after $times × $outcome.kind', async ({ outcome, times }) => {
    await addFollower(database.db, NORTH);
    let tries = 0;
    const { send } = takingAll(() => {
      tries += 1;
      return outcome;
    });
    const { look } = open({ email: send });
    await joined(database.db);
    await say(database.db, 'down');
    for (let time = 1; time <= times; time += 1) {
      expect(await listDeliveries(database.db, { state: 'suspended', limit: 1 })).toEqual([]);
      look();
      await expect.poll(() => tries).toBe(time);
      await expect.poll(async () => (await deliveries())[0]?.claimedUntil).toBeNull();
      await aMinuteLater();
    }
    await expect
      .poll(() => listDeliveries(database.db, { state: 'suspended', limit: 1 }))
      .toMatchObject([{ suspendedFor: 'refused', failure: outcome.why }]);
  });
  it('to an address that another key sealed holds up nobody, and is seen by the desk', async () => {
    const lost = await addFollower(database.db, NORTH);
    await database.db.updateTable('subscriber').set({ target: 'illisible' }).where('id', '=', lost).execute();
    const other = await addFollower(database.db, NORTH);
    const { taken, send } = takingAll();
    const { look } = open({ email: send });
    await joined(database.db);
    await say(database.db, 'down');
    look();
    await expect.poll(() => taken.map(({ subscriber }) => subscriber)).toEqual([other]);
    expect(await listDeliveries(database.db, { state: 'suspended', limit: 2 })).toMatchObject([
      { subscriber: lost, suspendedFor: 'unreachable' },
    ]);
  });
  it('ends the subscription when its receiver is no more', async () => {
    await addFollower(database.db, NORTH, { channel: 'push', share: 'push:x' });
    const { look } = open({ push: takingAll(() => ({ kind: 'gone', why: '410' })).send });
    await joined(database.db);
    await say(database.db, 'down');
    look();
    await expect.poll(() => database.db.selectFrom('subscriber').select('id').execute()).toEqual([]);
  });
  it('delays nobody who is told by another host', async () => {
    await addFollower(database.db, NORTH, { channel: 'webhook', share: 'webhook:slow' });
    const quick = await addFollower(database.db, NORTH, { channel: 'webhook', share: 'webhook:quick' });
    const { taken, send } = takingAll(async ({ subscriber }) => {
      if (subscriber !== quick) await pause(3_000);
      return { kind: 'delivered' };
    });
    const { look } = open({ webhook: send });
    await joined(database.db);
    await say(database.db, 'down');
    const saidAt = Date.now();
    look();
    await expect.poll(() => taken.length).toBe(2);
    const [first] = taken;
    expect(first?.subscriber).toBe(quick);
    expect((first?.at ?? 0) - saidAt).toBeLessThan(2_500);
  });
  it('delays nobody, however many hosts say nothing', async () => {
    const hosts = 40;
    for (let host = 0; host < hosts; host += 1)
      await addFollower(database.db, NORTH, { channel: 'webhook', share: `webhook:mute-${host}` });
    const quick = await addFollower(database.db, NORTH, { channel: 'webhook', share: 'webhook:zz' });
    const byMail = await addFollower(database.db, NORTH);
    const taken: string[] = [];
    let letGo: () => void = () => undefined;
    const muted = new Promise<void>((resolve) => {
      letGo = resolve;
    });
    const send: Send = async (envelopes) => {
      const [{ subscriber = '' } = {}] = envelopes;
      if (subscriber !== quick && subscriber !== byMail) await muted;
      taken.push(subscriber);
      return envelopes.map(() => ({ kind: 'delivered' }));
    };
    const { look } = open({ webhook: send, email: send });
    await joined(database.db);
    await say(database.db, 'down');
    const saidAt = Date.now();
    look();
    await expect.poll(() => [...taken].sort()).toEqual([quick, byMail].sort());
    expect(Date.now() - saidAt).toBeLessThan(5_000);
    letGo();
    await expect.poll(() => taken.length).toBe(hosts + 2);
  });
});

describe('a return that was overtaken while its message waited', () => {
  it('is never told: what leaves is what is so then, once', async () => {
    const many = 40;
    await Promise.all(Array.from({ length: many }, () => addFollower(database.db, NORTH)));
    let isHeld = true;
    const { taken, send } = takingAll(() =>
      isHeld ? { kind: 'retry', why: 'held', after: null } : { kind: 'delivered' },
    );
    const { look } = open({ email: send });
    await joined(database.db);
    await say(database.db, 'down');
    look();
    await expect
      .poll(async () => (await deliveries()).filter(({ attempts }) => attempts === 1).length)
      .toBe(many);
    await say(database.db, 'operational');
    look();
    await pause(500);
    await say(database.db, 'down');
    isHeld = false;
    await aMinuteLater();
    look();
    await expect.poll(() => taken.length).toBe(many);
    expect(taken.filter(({ message }) => !/NON/.test(message.subject))).toEqual([]);
  });
});

describe('several instances', () => {
  it('tell everybody once, whichever of them does', async () => {
    const many = 450;
    for (let made = 0; made < many; made += 1) await addFollower(database.db, NORTH);
    const { taken, send } = takingAll();
    const looks = [open({ email: send }).look, open({ email: send }).look, open({ email: send }).look];
    await joined(database.db);
    await say(database.db, 'down');
    for (const look of looks) look();
    await expect.poll(() => taken.length).toBe(many);
    await pause(300);
    expect(new Set(taken.map(({ subscriber }) => subscriber)).size).toBe(many);
    expect(taken).toHaveLength(many);
  });
  it.each([
    ['as it was sent', ['operational', 'down'], null],
    ['otherwise', ['operational', 'down', 'operational'], /OUI, AVEC RÉSERVE/],
  ] as const)(
    'tell of what turned again and again while a message left, and is %s now, what is so, once',
    async (_, healths, next) => {
      await addFollower(database.db, NORTH);
      let letGo = (): void => undefined;
      const isHeld = new Promise<void>((resolve) => {
        letGo = resolve;
      });
      const { taken, send } = takingAll(async () => {
        await isHeld;
        return { kind: 'delivered' };
      });
      const looks = [open({ email: send }).look, open({ email: send }).look];
      const lookAll = () => looks.forEach((look) => void look());
      await joined(database.db);
      await say(database.db, 'down');
      lookAll();
      const owed = async () => (await deliveries())[0];
      await expect.poll(async () => (await owed())?.claimedUntil ?? null).not.toBeNull();
      for (const health of healths) {
        const before = (await owed())?.owed;
        await say(database.db, health);
        lookAll();
        await expect.poll(async () => (await owed())?.owed).not.toBe(before);
      }
      letGo();
      await expect.poll(() => taken.length).toBe(1);
      // Once it is on record that it was.
      await expect.poll(async () => (await owed())?.claimedUntil ?? null).toBeNull();
      await aMinuteLater();
      lookAll();
      await expect.poll(async () => (await owed())?.dueAt ?? null).toBeNull();
      expect(taken.slice(1).map(({ message }) => message.subject)).toEqual(
        next === null ? [] : [expect.stringMatching(next)],
      );
    },
  );
});
