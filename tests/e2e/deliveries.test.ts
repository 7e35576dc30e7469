import { sql } from 'kysely';
import { afterAll, describe, expect, it } from 'vitest';
import { newWebhookSecret } from '#server/delivery/webhook/signature';
import { type MailServer, startMailServer } from '../support/peers/mail-server';
import { type Receiver, startReceiver } from '../support/peers/receiver';
import { barriers } from '../support/runner/accessible';
import { freePort } from '../support/runner/free-port';
import { useDashboard } from '../support/runner/pages';
import { joined } from '../support/world/followers';
import { loadOutage } from '../support/world/outage';
import { aPerson } from '../support/world/sign-in';
import { subscribed } from '../support/world/subscribers';

let mails: MailServer;
let webhooks: Receiver;
let others: Receiver;

describe('the desk, of what is owed', () => {
  const dashboard = useDashboard(
    async () => {
      [mails, webhooks, others] = await Promise.all([startMailServer(), startReceiver(), startReceiver()]);
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
  afterAll(() => Promise.all([mails.stop(), webhooks.stop(), others.stop()]));
  const { open, db } = dashboard;
  const sectionOf = async (path: string, desk: Awaited<ReturnType<typeof aPerson>>) => {
    const page = await open('/espace/envois', await desk.signedIn());
    return { page, section: page.locator(`section:has(#${path})`) };
  };

  it('sees what fails, waits and is suspended, without an address, and has one tried again, which is on the journal', async () => {
    const desk = await aPerson(dashboard, { organisation: 'desk', name: 'Ada' });
    const empty = await open('/espace/envois', { javaScriptEnabled: false, ...(await desk.signedIn()) });
    expect(await empty.locator('main').innerText()).toContain(
      'Rien n’attend, rien n’échoue, rien n’est suspendu.',
    );
    const follows = { platforms: ['viamedis'] };
    const webhook = (url: string) =>
      ({ channel: 'webhook', url, shape: 'comptoir', secret: newWebhookSecret(), previous: null }) as const;
    await subscribed(db(), webhook(webhooks.url('/secret-de-quelqu-un')), follows);
    await subscribed(db(), { channel: 'email', address: 'parti@officine.example' }, follows);
    const late = await subscribed(db(), webhook(others.url()), follows);
    webhooks.answer(() => ({ status: 500 }));
    mails.toAddresses(() => ({ code: 550, text: '5.1.1 no such user' }));
    await joined(db());
    // It was told a moment ago, and waits for its minute.
    await sql`update delivery set delivered_at = clock_timestamp() where subscriber = ${late}`.execute(db());
    await loadOutage(db());
    const states = () =>
      sql<{ count: number }>`
        select count(*)::int as count from subscriber join delivery on subscriber = id
        where suspended_at is not null or attempts > 0
      `.execute(db());
    await expect.poll(async () => (await states()).rows[0]?.count).toBe(2);

    const { page, section } = await sectionOf('failing', desk);
    expect(await barriers(page)).toEqual([]);
    expect(await section.innerText()).toMatch(/Webhook, 127\.0\.0\.1:\d+[\s\S]+HTTP 500\s; \d essais?/);
    expect(await page.locator('section:has(#suspended)').innerText()).toMatch(
      /Courriel[\s\S]+refuse nos messages/,
    );
    expect(await page.locator('section:has(#waiting)').innerText()).toMatch(/Son tour n’est pas venu/);
    expect(await page.content()).not.toMatch(/officine|secret-de-quelqu-un|parti@/);

    webhooks.answer(() => ({ status: 204 }));
    const before = webhooks.brought.length;
    await section.getByRole('button', { name: /^Réessayer/ }).click();
    expect(await page.getByRole('status').innerText()).toMatch(/part dans l’instant/);
    await expect.poll(() => webhooks.brought.length).toBeGreaterThan(before);
    await expect.poll(async () => (await states()).rows[0]?.count).toBe(1);
    const journal = await open('/espace/journal', { javaScriptEnabled: false, ...(await desk.signedIn()) });
    expect(await journal.locator('main').innerText()).toMatch(
      /Ada[\s\S]*envoi réessayé|envoi réessayé[\s\S]*Ada/i,
    );
  });

  it('is refused to who is not of the desk', async () => {
    const other = await aPerson(dashboard, { organisation: 'viamedis', role: 'manager' });
    const page = await open('/espace/envois', { javaScriptEnabled: false, ...(await other.signedIn()) });
    expect(await page.locator('main').innerText()).not.toContain('Prochain essai');
  });

  it('who invites reads whether the link was mailed', async () => {
    const manager = await aPerson(dashboard, { organisation: 'viamedis', role: 'manager' });
    mails.toAddresses(() => null);
    const page = await open('/espace/personnes', { javaScriptEnabled: false, ...(await manager.signedIn()) });
    await page.getByLabel('Son adresse électronique').fill('nuit@viamedis.example');
    await page.getByRole('button', { name: 'Faire le lien d’invitation' }).click();
    expect(await page.locator('.shown-once').innerText()).toContain('Envoyé à nuit@viamedis.example.');
    await expect
      .poll(() => mails.received.map(({ to }) => to), { timeout: 30_000 })
      .toContain('nuit@viamedis.example');
  });
});
