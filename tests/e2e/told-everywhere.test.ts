import { sql } from 'kysely';
import type { Page } from 'playwright-core';
import { Webhook } from 'standardwebhooks';
import { afterAll, describe, expect, it } from 'vitest';
import type { PushTarget } from '#server/delivery/channel';
import { type MailServer, startMailServer } from '../support/peers/mail-server';
import { type PushService, startPushService } from '../support/peers/push-service';
import { type Receiver, startReceiver } from '../support/peers/receiver';
import { onDevice, push, screenOf } from '../support/runner/device';
import { freePort } from '../support/runner/free-port';
import { awake, useDashboard } from '../support/runner/pages';
import { aPerson, type Person } from '../support/world/sign-in';
import { alertmanager } from '../support/world/tool-payloads';

const FOLLOW = '/abonnements?profession=pharmacien&mutuelle=harmonie-mutuelle&operateur=viamedis&quoi=change';
/** Forty seconds on a machine that does nothing else. */
const LASTS_MS = 240_000;
const SOON = { timeout: 40_000 };
const ago = (minutes: number): string => new Date(Date.now() - minutes * 60_000).toISOString();

let mails: MailServer;
let pushes: PushService;
let webhooks: Receiver;

/** From the monitoring of an operator to all who follow it, by people alone, and back. */
describe('everyone is told, once, of what concerns them', () => {
  const dashboard = useDashboard(
    async () => {
      [mails, pushes, webhooks] = await Promise.all([startMailServer(), startPushService(), startReceiver()]);
      const port = String(await freePort());
      return {
        PORT: port,
        PUBLIC_URL: `http://127.0.0.1:${port}`,
        SMTP_URL: mails.url,
        MAIL_FROM: 'Comptoir <comptoir@exemple.fr>',
        PROBES_LOOPBACK: 'allowed',
      };
    },
    { isOnDuty: true },
  );
  afterAll(() => Promise.all([mails.stop(), pushes.stop(), webhooks.stop()]));
  const { open, origin, db } = dashboard;
  const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click();

  let device: PushTarget;
  let phone: Page;
  let board: Page;
  let secret = '';
  let unsubscribe = '';
  let duty: Person;
  let inbound = '';
  const labels = { alertname: 'CarteRefusee', service: 'carte' };
  const firing = { labels, startsAt: ago(9) };

  const subjects = () => mails.received.map(({ parsed }) => parsed.subject?.replaceAll('\u202f', ' '));
  /** What each of the three was told last of all, and how often. */
  const told = () => ({
    mail: subjects(),
    push: pushes.opened(device).map(({ payload }) => String(payload.title).replaceAll('\u202f', ' ')),
    webhook: webhooks.brought.map(({ body, headers }) => {
      const { data } = new Webhook(secret).verify(String(body), headers as Record<string, string>) as {
        data: { subject: string };
      };
      return data.subject.replaceAll('\u202f', ' ');
    }),
  });
  const allTold = (said: RegExp) => ({
    mail: [expect.stringMatching(said)],
    push: [expect.stringMatching(said)],
    webhook: [expect.stringMatching(said)],
  });
  /** From now on what is told next is the first, and a minute has gone by since the last. */
  const begin = async () => {
    mails.received.length = 0;
    pushes.brought.length = 0;
    webhooks.brought.length = 0;
    await sql`update delivery set delivered_at = delivered_at - interval '60 s'`.execute(db());
  };
  const alert = async (sent: object) => {
    const headers = { 'Content-Type': 'application/json' };
    const answer = await fetch(inbound, { method: 'POST', headers, body: JSON.stringify(sent) });
    expect(answer.status).toBe(202);
  };
  const viamedisOn = (page: Page) => page.locator('.operators a', { hasText: 'Viamedis' }).innerText();
  const feed = async () => (await fetch(`${origin()}/feeds/history.atom?profession=pharmacist`)).text();

  /** A mutuelle and an operator at once, by mail: nothing before its link was acted on. */
  const followByMail = async () => {
    const page = await open(FOLLOW, { javaScriptEnabled: false });
    expect(await page.getByLabel('Mutuelles', { exact: true }).inputValue()).toBe('Harmonie Mutuelle');
    expect(await page.getByRole('checkbox', { name: 'Viamedis', exact: true }).isChecked()).toBe(true);
    await page.getByLabel('Adresse électronique').fill('pharmacie@exemple.fr');
    await press(page, 'Être averti');
    await expect.poll(() => mails.received.length).toBe(1);
    const link = /http\S+\/abonnements\/[\w-]{64}/.exec(mails.received[0]?.parsed.text ?? '')?.[0] ?? '';
    await page.goto(link);
    await press(page, 'Confirmer');
    expect(await page.locator('.done').innerText()).toMatch(/^Confirmé/);
  };

  /** The same on a telephone, and by a program that checks the signature. */
  const followByDeviceAndWebhook = async () => {
    device = pushes.subscribe();
    phone = await onDevice(await open('/', { serviceWorkers: 'allow' }), origin(), device);
    await phone.goto(origin() + FOLLOW);
    await awake(phone);
    await phone.getByRole('radio', { name: 'Par notification' }).check();
    await press(phone, 'Être averti');
    await phone.getByText('Cet appareil est averti').waitFor();

    webhooks.answer(({ body }) => ({ status: 200, body: JSON.parse(String(body)).data.challenge ?? '' }));
    const page = await open(FOLLOW, { javaScriptEnabled: false });
    await page.getByRole('radio', { name: /^Par webhook/ }).check();
    await page.getByLabel('Adresse du webhook').fill(webhooks.url('/comptoir'));
    await press(page, 'Être averti');
    secret = await page.getByLabel('Secret', { exact: true }).inputValue();
    expect(
      new Webhook(secret).verify(String(webhooks.brought[0]?.body), webhooks.brought[0]?.headers as never),
    ).toMatchObject({
      type: 'comptoir.challenge',
    });
  };

  /** The operator’s Alertmanager, its words linked to a flow. */
  const plugIn = async () => {
    duty = await aPerson(dashboard, { organisation: 'viamedis', role: 'manager', name: 'Astreinte' });
    const page = await open('/espace/branchements', await duty.signedIn());
    await page.getByLabel('À quoi il sert').fill('Alertmanager');
    await press(page, 'Faire le branchement');
    inbound = await page.getByLabel('Adresse', { exact: true }).inputValue();
    await alert(alertmanager(firing));
    await page.getByRole('link', { name: 'Alertmanager', exact: true }).click();
    await page.getByRole('checkbox', { name: 'service=carte' }).check();
    await page.getByRole('checkbox', { name: 'Carte acceptée', exact: true }).check();
    await page.getByRole('checkbox', { name: 'Pharmaciens' }).check();
    await press(page, 'Relier');
    await page.getByText('Relié : ').waitFor();
  };

  /** Nobody is told by the alert; a person says it with a fresh factor, and all are told at once. */
  const sayOutage = async () => {
    board = await open('/pharmacien');
    await board.getByText('En direct').waitFor();
    expect(await viamedisOn(board)).toMatch(/Oui/);
    const shown = await screenOf(phone);
    await begin();
    const page = await open('/espace', await duty.signedIn({ isFresh: false }));
    await page.getByRole('link', { name: /^Lire et publier/ }).click();
    await page.getByText('1 changement sur').waitFor();
    expect(told()).toEqual({ mail: [], push: [], webhook: [] });
    await page.getByLabel('Votre code, pour publier', { exact: true }).fill(duty.otp());
    await page.getByRole('button', { name: 'Publier maintenant', exact: true }).last().click();
    await page.waitForURL(/\/espace\/incidents\/viamedis-.*publie=/);

    await expect.poll(told, SOON).toEqual(allTold(/^Viamedis, pharmaciens : NON depuis \d\d:\d\d$/));
    await expect.poll(() => viamedisOn(board), SOON).toMatch(/Non/);
    const { text = '', headers } = mails.received[0]?.parsed ?? {};
    expect(text).toMatch(/Dit par Viamedis\.[\s\S]+\/pharmacien\/operateur\/viamedis/);
    expect(await feed()).toMatch(/<entry>[\s\S]+Viamedis/);
    unsubscribe =
      (headers?.get('list') as { unsubscribe?: { url: string } } | undefined)?.unsubscribe?.url ?? '';
    await push(phone, pushes.opened(device)[0]?.payload ?? {});
    await expect.poll(async () => (await shown())[0]?.[1]).toMatch(/NON depuis/);
  };

  /** Told as announced, and no more. */
  const announceReturn = async () => {
    await alert(alertmanager({ ...firing, endsAt: ago(0) }));
    await begin();
    const page = await open('/espace', await duty.signedIn());
    await page.getByRole('link', { name: /^Lire, et dire le retour/ }).click();
    await page.getByText('1 changement sur').waitFor();
    await page.getByRole('button', { name: 'Publier maintenant', exact: true }).last().click();
    await page.waitForURL(/publie=/);
    await expect.poll(told, SOON).toEqual(allTold(/^Viamedis, pharmaciens : OUI, AVEC RÉSERVE/));
    expect(mails.received[0]?.parsed.text).toMatch(/retour annoncé/i);
    await expect.poll(() => viamedisOn(board), SOON).toMatch(/Oui, avec réserve/);
  };

  /** By a second person. */
  const confirmReturn = async () => {
    const second = await aPerson(dashboard, { organisation: 'viamedis' });
    await begin();
    const page = await open('/espace/confirmations', await second.signedIn());
    await page.getByRole('button', { name: /^Confirmer/ }).click();
    await page.waitForURL(/fait=confirmer/);
    await expect.poll(told, SOON).toEqual(allTold(/^Viamedis, pharmaciens : OUI/));
    expect(told().mail[0]).not.toMatch(/RÉSERVE/);
    await expect.poll(() => viamedisOn(board), SOON).toMatch(/^Oui(?!, avec)/);
    expect(await feed()).toMatch(/rétabli|résolu|confirmé/i);
  };

  /** In one click: nothing more comes by mail, and the others are told. */
  const leave = async () => {
    const body = new URLSearchParams({ 'List-Unsubscribe': 'One-Click' });
    const left = await fetch(unsubscribe, { method: 'POST', body, redirect: 'manual' });
    expect([left.status, await left.text()]).toEqual([200, expect.stringMatching(/C’est fini/)]);
    await begin();
    await alert(alertmanager({ labels, startsAt: ago(1), fingerprint: '7a3c' }));
    const page = await open('/espace', await duty.signedIn());
    await page.getByRole('link', { name: /^Lire et publier/ }).click();
    await page.getByText('1 changement sur').waitFor();
    await page.getByRole('button', { name: 'Publier maintenant', exact: true }).last().click();
    await page.waitForURL(/publie=/);
    await expect.poll(() => [told().push.length, told().webhook.length], SOON).toEqual([1, 1]);
    expect(mails.received).toEqual([]);
  };

  it(
    'by mail, push, webhook, feed and open board, from the alert to the confirmed return',
    async () => {
      const began = performance.now();
      await followByMail();
      await followByDeviceAndWebhook();
      await plugIn();
      await sayOutage();
      await announceReturn();
      await confirmReturn();
      await leave();
      console.info(`de l’alerte au retour : ${((performance.now() - began) / 1000).toFixed(1)} s`);
    },
    LASTS_MS,
  );
});
