import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { newWebhookSecret } from '#server/delivery/webhook/signature';
import { type MailServer, startMailServer } from '../support/peers/mail-server';
import { type PushService, startPushService } from '../support/peers/push-service';
import { type RawServer, startRawServer } from '../support/peers/raw-server';
import { type Receiver, startReceiver } from '../support/peers/receiver';
import { createDatabase } from '../support/runner/database';
import { launch, urlOf } from '../support/runner/program';
import { joined } from '../support/world/followers';
import { loadOutage } from '../support/world/outage';
import { subscribed } from '../support/world/subscribers';

const EXIT_MS = 10_000;
const PATIENCE = { timeout: 30_000 };

let dataDir: string;
let database: Awaited<ReturnType<typeof createDatabase>>;
let mute: RawServer;
let mails: MailServer;
let pushes: PushService;
let webhooks: Receiver;
beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'comptoir-leaving-'));
  database = await createDatabase('seeded');
  [mute, mails, pushes, webhooks] = await Promise.all([
    startRawServer(),
    startMailServer(),
    startPushService(),
    startReceiver(),
  ]);
});
afterAll(async () => {
  await Promise.all([mute.stop(), mails.stop(), pushes.stop(), webhooks.stop()]);
  await database.close();
  await rm(dataDir, { recursive: true, force: true });
});

const start = (SMTP_URL: string) =>
  launch(urlOf(database.address), {
    DATA_DIR: dataDir,
    PUBLIC_URL: 'http://127.0.0.1',
    PROBES_LOOPBACK: 'allowed',
    SMTP_URL,
    MAIL_FROM: 'Comptoir <comptoir@exemple.fr>',
  });
const deliveries = () =>
  database.db.selectFrom('delivery').select(['attempts', 'claimedUntil', 'dueAt', 'deliveredAt']).execute();

it('a program asked to leave while no receiver answers is gone in time; the next one tells what it owed, once', async () => {
  const { db } = database;
  const follows = { platforms: ['viamedis'] };
  const device = pushes.subscribe();
  const secret = newWebhookSecret();
  await subscribed(db, { channel: 'email', address: 'optique@exemple.fr' }, follows);
  await subscribed(
    db,
    { channel: 'webhook', url: webhooks.url(), shape: 'comptoir', secret, previous: null },
    follows,
  );
  await subscribed(db, device, follows);
  webhooks.answer(() => 'silence');
  pushes.answer(() => 'silence');

  const leaving = await start(`smtp://127.0.0.1:${mute.port}`);
  await joined(db);
  await loadOutage(db);
  await expect.poll(() => [webhooks, pushes].map(({ brought }) => brought.length), PATIENCE).toEqual([1, 1]);
  await expect.poll(() => mute.connections(), PATIENCE).toBeGreaterThan(0);
  const askedAt = performance.now();
  expect(await leaving.stop()).toBe(0);
  expect(performance.now() - askedAt).toBeLessThan(EXIT_MS);
  // Nobody failed: they were cut short.
  expect(await deliveries()).toEqual(
    Array(3).fill({ attempts: 0, claimedUntil: null, dueAt: expect.any(Date), deliveredAt: null }),
  );

  webhooks.answer(() => ({ status: 204 }));
  pushes.answer(() => ({ status: 201 }));
  const next = await start(mails.url);
  await expect
    .poll(async () => (await deliveries()).filter(({ deliveredAt }) => deliveredAt !== null).length, PATIENCE)
    .toBe(3);
  expect(await next.stop()).toBe(0);
  expect(mails.received.map(({ parsed }) => parsed.subject)).toEqual([
    expect.stringMatching(/^Viamedis, opticiens\s: NON depuis/),
  ]);
  const [cut, told] = webhooks.brought;
  expect(webhooks.brought).toHaveLength(2);
  expect(told?.headers['webhook-id']).toBe(cut?.headers['webhook-id']);
  expect(pushes.opened(device).map(({ payload }) => payload.title)).toEqual(
    Array(2).fill(expect.stringMatching(/^Viamedis, opticiens\s: NON depuis/)),
  );
});
