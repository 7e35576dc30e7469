import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { barriers } from '../support/runner/accessible';
import { useDashboard } from '../support/runner/pages';
import { aPerson, type Person } from '../support/world/sign-in';
import { alertmanager } from '../support/world/tool-payloads';

const MINUTE = 60_000;
const ago = (minutes: number): string => new Date(Date.now() - minutes * MINUTE).toISOString();

/** From Alertmanager to the counters and back, by people alone. */
describe('an alert of an operator’s own tool', () => {
  const dashboard = useDashboard();
  const { open } = dashboard;
  let duty: Person;
  let page: Page;
  let address = '';
  const firing = { startsAt: ago(9) };
  const send = async (sent: object) => {
    const headers = { 'Content-Type': 'application/json' };
    const answer = await fetch(address, { method: 'POST', headers, body: JSON.stringify(sent) });
    expect(answer.status).toBe(202);
  };
  const boardOf = async () => {
    const board = await open('/opticien', { javaScriptEnabled: false });
    const line = await board.locator('.operators li', { hasText: 'Viamedis' }).innerText();
    await board.context().close();
    return line;
  };

  it('is plugged in by who answers for it, and linked from what it sent', async () => {
    duty = await aPerson(dashboard, { organisation: 'viamedis', role: 'manager', name: 'Astreinte' });
    page = await open('/espace/branchements', await duty.signedIn());
    await page.getByLabel('À quoi il sert').fill('Alertmanager');
    await page.getByRole('button', { name: 'Faire le branchement' }).click();
    address = await page.getByLabel('Adresse', { exact: true }).inputValue();
    expect(address).toMatch(/\/api\/v1\/inbound\/[\w-]{43}$/);
    await expect(page.locator('pre', { hasText: 'webhook_configs' }).innerText()).resolves.toContain(address);
    expect(await barriers(page)).toEqual([]);

    await send(alertmanager(firing));
    await page.getByRole('link', { name: 'Alertmanager', exact: true }).click();
    await page.getByRole('checkbox', { name: 'service=pec' }).check();
    await page.getByRole('checkbox', { name: 'Prise en charge', exact: true }).check();
    await page.getByRole('checkbox', { name: 'Opticiens' }).check();
    expect(await barriers(page)).toEqual([]);
    await page.getByRole('button', { name: 'Relier', exact: true }).click();
    await page.getByText('Relié : ').waitFor();
    expect(await boardOf()).toMatch(/Oui/);
  });

  it('waits at home, and is said with a code', async () => {
    page = await open('/espace', await duty.signedIn({ isFresh: false }));
    expect(await page.title()).toMatch(/^\(1\)/);
    await page.getByRole('link', { name: /^Lire et publier/ }).click();
    await page.getByText('1 changement sur').waitFor();
    expect(await page.getByLabel('Texte public').inputValue()).toBe('');
    expect(await barriers(page)).toEqual([]);
    await page.getByLabel('Votre code, pour publier', { exact: true }).fill(duty.otp());
    await page.getByRole('button', { name: 'Publier maintenant', exact: true }).last().click();
    await page.waitForURL(/\/espace\/incidents\/viamedis-.*publie=/);
    expect(await boardOf()).toMatch(/Non/);
  });

  it('back by its own word, makes the draft of a return that a second person confirms', async () => {
    await send(alertmanager({ ...firing, endsAt: ago(0) }));
    expect(await boardOf()).toMatch(/Non/);
    page = await open('/espace', await duty.signedIn());
    await page.getByRole('link', { name: /^Lire, et dire le retour/ }).click();
    await page.getByText('1 changement sur').waitFor();
    await page.getByRole('button', { name: 'Publier maintenant', exact: true }).last().click();
    await page.waitForURL(/publie=/);
    const answer = await open('/opticien/malakoff-humanis', { javaScriptEnabled: false });
    expect(await answer.locator('main').innerText()).toMatch(/retour annoncé, non confirmé/);

    const second = await aPerson(dashboard, { organisation: 'viamedis' });
    const other = await open('/espace/confirmations', await second.signedIn());
    await other.getByRole('button', { name: /^Confirmer/ }).click();
    await other.waitForURL(/fait=confirmer/);
    expect(await boardOf()).toMatch(/Oui/);
  });
});
