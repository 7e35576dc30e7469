import type { Page } from 'playwright-core';
import { afterAll, describe, expect, it } from 'vitest';
import { type MailServer, startMailServer } from '../support/peers/mail-server';
import { type PushService, startPushService } from '../support/peers/push-service';
import { barriers, htmlFaults, typographyFaults } from '../support/runner/accessible';
import { onDevice, push, screenOf } from '../support/runner/device';
import { freePort } from '../support/runner/free-port';
import { awake, useDashboard } from '../support/runner/pages';

let mails: MailServer;
let pushes: PushService;

describe('a pharmacist who asks to be told', () => {
  const { open, origin } = useDashboard(
    async () => {
      mails = await startMailServer();
      pushes = await startPushService();
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
  afterAll(async () => {
    await mails.stop();
    await pushes.stop();
  });
  const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click();
  const linkMailed = async (): Promise<string> => {
    await expect.poll(() => mails.received.length).toBeGreaterThan(0);
    return /http\S+\/abonnements\/[\w-]{64}/.exec(mails.received.at(-1)?.parsed.text ?? '')?.[0] ?? '';
  };

  it('by mail, from « Suivre » to the confirmation, and leaves in one click', async () => {
    const page = await open('/pharmacien/operateur/viamedis', { javaScriptEnabled: false });
    await page.getByRole('link', { name: 'Suivre' }).click();
    expect(await page.getByRole('checkbox', { name: 'Viamedis', exact: true }).isChecked()).toBe(true);
    await page.getByLabel('Mutuelles', { exact: true }).fill('Harmonie Mutuelle\nHarmoni');
    await page.getByLabel('Adresse électronique').fill('pharmacie@exemple.fr');
    await press(page, 'Être averti');
    expect(await page.locator('.fault').first().innerText()).toMatch(/Harmoni.+Proches.+Harmonie Mutuelle/s);
    expect(await page.getByLabel('Adresse électronique').inputValue()).toBe('pharmacie@exemple.fr');
    await page.getByLabel('Mutuelles', { exact: true }).fill('Harmonie Mutuelle');
    await press(page, 'Être averti');
    expect(await page.locator('.done').innerText()).toMatch(/confirmez, dans les 48 heures/);
    expect(await typographyFaults(page)).toEqual([]);

    const link = await linkMailed();
    // A scanner of links opens it, and says it is a browser.
    for (const method of ['HEAD', 'GET']) expect((await fetch(link, { method })).status).toBe(200);
    await page.goto(link);
    const asked = await page.locator('main').innerText();
    expect(asked).toMatch(/p…@exemple\.fr[\s\S]+Pharmacien\s: Harmonie Mutuelle et Viamedis/);
    expect(await htmlFaults(await page.content())).toEqual([]);
    await press(page, 'Confirmer');
    expect(await page.locator('.done').innerText()).toMatch(/^Confirmé/);
    expect(await htmlFaults(await page.content())).toEqual([]);

    const body = new URLSearchParams({ 'List-Unsubscribe': 'One-Click' });
    for (let time = 0; time < 2; time += 1) {
      const left = await fetch(link, { method: 'POST', body, redirect: 'manual' });
      expect([left.status, await left.text()]).toEqual([200, expect.stringMatching(/C’est fini/)]);
    }
    expect((await fetch(link)).status).toBe(404);
  });

  it('by notification of this device, which shows one line an incident', async () => {
    const target = pushes.subscribe();
    const page = await onDevice(await open('/', { serviceWorkers: 'allow' }), origin(), target);
    await page.goto(`${origin()}/abonnements?profession=pharmacien&mutuelle=harmonie-mutuelle`);
    await awake(page);
    expect(await barriers(page)).toEqual([]);
    await page.getByRole('radio', { name: 'Par notification' }).check();
    await press(page, 'Être averti');
    await page.waitForURL(/\/abonnements\/[\w-]{64}\?fait=appareil$/);
    await page.getByText('Cet appareil est averti').waitFor();
    expect(await page.locator('main').innerText()).toMatch(/Pharmacien\s: Harmonie Mutuelle/);
    expect(await barriers(page)).toEqual([]);
    const shown = await screenOf(page);
    for (const title of ['Viamedis : NON depuis 15:00', 'Viamedis : OUI depuis 15:30'])
      await push(page, { title, body: '', url: `${origin()}/pharmacien`, topic: 'viamedis', at: new Date() });
    await expect.poll(shown).toEqual([['viamedis', 'Viamedis : OUI depuis 15:30']]);
  });

  it('by notification again, of a device that another pair of keys had told', async () => {
    const first = await open('/', { serviceWorkers: 'allow' });
    const page = await onDevice(first, origin(), pushes.subscribe(), { isOfOtherPair: true });
    await page.goto(`${origin()}/abonnements?profession=pharmacien`);
    await awake(page);
    await page.getByRole('radio', { name: 'Par notification' }).check();
    await press(page, 'Être averti');
    await page.getByText('Cet appareil est averti').waitFor();
  });

  it('adds what is followed already, as a mail leads there: it is there once', async () => {
    const page = await open('/abonnements?profession=opticien&operateur=viamedis', {
      javaScriptEnabled: false,
    });
    const before = mails.received.length;
    await page.getByLabel('Adresse électronique').fill('opticien@exemple.fr');
    await press(page, 'Être averti');
    await expect.poll(() => mails.received.length).toBeGreaterThan(before);
    const link = await linkMailed();
    await page.goto(link);
    await press(page, 'Confirmer');
    await page.waitForURL(/fait=/);
    for (let time = 0; time < 2; time += 1) {
      await page.goto(`${link}?profession=opticien&operateur=viamedis`);
      await press(page, 'Ajouter');
      await page.waitForURL(/fait=/);
      expect(await page.locator('section:has(#suivis) li').count()).toBe(1);
    }
  });

  it('is told why this device cannot be, when the permission is refused', async () => {
    const page = await open('/abonnements?profession=pharmacien');
    await page.addInitScript(() => {
      Notification.requestPermission = async () => 'denied';
    });
    await page.reload();
    await awake(page);
    await page.getByRole('radio', { name: 'Par notification' }).check();
    await press(page, 'Être averti');
    await page.getByText('Vous avez refusé les notifications').waitFor();
  });
});
